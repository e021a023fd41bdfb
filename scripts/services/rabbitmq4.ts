import { chmod, mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasBrokerBinaries } from '@rita/test-kit';
import { findBinary } from './find-binary.ts';
import { runCommand } from './process.ts';

/**
 * Debian 12 has RabbitMQ 3.10, whose quorum queues give up no message by themselves and cannot be
 * the default; Debian 13 has 4.0. Its packages are unpacked into a folder of their own, which is
 * entered by chroot: nothing of this machine changes.
 */
const SUITE = 'trixie';
const WANTED = ['rabbitmq-server', 'dash', 'coreutils', 'sed', 'grep', 'hostname', 'base-files'];
/** Of what they depend on, only these are needed to run; the rest is for installing and rotating logs. */
const UNPACKED =
  /^(?:rabbitmq-server|erlang-.*|dash|coreutils|sed|grep|hostname|base-files|libc6|libgcc-s1|libstdc\+\+6|zlib1g|libzstd1|libtinfo6|libssl3t64|libsctp1|libacl1|libattr1|libselinux1|libpcre2-8-0|libgmp10|libcap2|libsystemd0)_/;
const DEVICES = { null: ['1', '3'], zero: ['1', '5'], random: ['1', '8'], urandom: ['1', '9'] };
/** Kept for all clones on this machine: unpacking takes half a minute. */
const FOLDER = '/var/cache/rita-tests/rabbitmq4';

/**
 * The folder of a system whose RabbitMQ is of version 4: that of `TEST_RABBITMQ4_ROOT`, else one
 * unpacked here, once, as root on Debian or its like.
 *
 * @returns undefined where that is not possible
 */
export async function findRabbitmq4(): Promise<string | undefined> {
  const given = process.env.TEST_RABBITMQ4_ROOT;
  if (given) return given;
  if (await hasBrokerBinaries(FOLDER)) return FOLDER;
  const tools = await Promise.all(
    ['apt-get', 'dpkg-deb', 'chroot', 'mknod'].map((name) =>
      findBinary([name], ['/usr/sbin', '/usr/bin']),
    ),
  );
  if (tools.includes(undefined) || process.getuid?.() !== 0) return undefined;
  const work = `${FOLDER}.new`;
  try {
    await unpack(work);
    await rm(FOLDER, { recursive: true, force: true });
    await rename(join(work, 'root'), FOLDER);
    return FOLDER;
  } catch (error) {
    process.stderr.write(`RabbitMQ 4 could not be unpacked: ${error}\n`);
    return undefined;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function unpack(work: string): Promise<void> {
  await rm(work, { recursive: true, force: true });
  const [root, apt] = [join(work, 'root'), join(work, 'apt')];
  await mkdir(join(apt, 'lists/partial'), { recursive: true });
  await mkdir(join(apt, 'cache/archives/partial'), { recursive: true });
  await writeFile(join(apt, 'status'), '');
  await writeFile(join(apt, 'sources.list'), await sourceLine());
  const options = [
    `Dir::State=${apt}`,
    `Dir::State::lists=${apt}/lists`,
    `Dir::State::status=${apt}/status`,
    `Dir::Cache=${apt}/cache`,
    `Dir::Etc::sourcelist=${apt}/sources.list`,
    'Dir::Etc::sourceparts=/dev/null',
    'Acquire::Languages=none',
    'Acquire::http::Timeout=20',
    // It is our own folder, so no other user is asked to fetch.
    'APT::Sandbox::User=root',
  ].flatMap((option) => ['-o', option]);
  await need('apt-get', [...options, '-q', 'update']);
  const choice = ['install', '-y', '-q', '--no-install-recommends', '--download-only'];
  await need('apt-get', [...options, ...choice, ...WANTED]);
  await mkdir(root);
  const archives = join(apt, 'cache/archives');
  const packages = (await readdir(archives)).filter((name) => UNPACKED.test(name));
  // base-files brings the links that the others' files lie behind.
  const ordered = packages.toSorted((a, b) => Number(isBase(b)) - Number(isBase(a)));
  for (const name of ordered) await need('dpkg-deb', ['-x', join(archives, name), root]);
  await furnish(root);
}

const isBase = (name: string) => name.startsWith('base-files_');

/** What a running system has, and no package brings. */
async function furnish(root: string): Promise<void> {
  const users = 'root:x:0:0::/root:/bin/sh\nrabbitmq:x:990:990::/var/lib/rabbitmq:/bin/sh\n';
  await writeFile(join(root, 'etc/passwd'), users);
  await writeFile(join(root, 'etc/group'), 'root:x:0:\nrabbitmq:x:990:\n');
  await writeFile(join(root, 'etc/hosts'), '127.0.0.1 localhost\n');
  for (const [name, numbers] of Object.entries(DEVICES)) {
    const path = join(root, 'dev', name);
    await need('mknod', [path, 'c', ...numbers]);
    await chmod(path, 0o666);
  }
  await symlink('/proc/self/fd', join(root, 'dev/fd'));
  await chmod(join(root, 'tmp'), 0o1777);
}

/** From wherever this machine's own packages come. */
async function sourceLine(): Promise<string> {
  const { output } = await runCommand('apt-get', [
    'indextargets',
    '--format',
    '$(REPO_URI)',
    'Created-By: Packages',
    'Label: Debian',
    'Component: main',
  ]);
  const [address] = output.split('\n').filter((line) => line.startsWith('http'));
  if (address === undefined) throw new Error('this machine has no Debian packages');
  return `deb ${address} ${SUITE} main\n`;
}

async function need(command: string, args: string[]): Promise<void> {
  const { code, output } = await runCommand(command, args, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    limitMs: 120_000,
  });
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${output.slice(-500)}`);
}
