import { access, chmod, rm, writeFile } from 'node:fs/promises';
import { findBinary } from './find-binary.ts';
import { runCommand } from './process.ts';

/** Every outside program of the tests and the Debian package that brings it. */
const PACKAGES = [
  { package: 'postgresql', names: ['initdb', 'pg_createcluster'] },
  { package: 'rabbitmq-server', names: ['rabbitmq-server'] },
  { package: 'chromium', names: ['chromium', 'google-chrome'] },
  { package: 'chromium-headless-shell', names: ['chromium-headless-shell'] },
  { package: 'haproxy', names: ['haproxy'] },
  { package: 'nginx', names: ['nginx'] },
];
/** Debian asks this program whether a package may start its server; 101 means no. */
const POLICY = '/usr/sbin/policy-rc.d';

let installing: Promise<boolean> | undefined;

/**
 * As root on Debian or its like: installs whatever of the outside programs is missing, all at
 * once, and starts none of them.
 *
 * @returns false where that is not possible
 */
export function installPackages(): Promise<boolean> {
  installing ??= install();
  return installing;
}

async function install(): Promise<boolean> {
  const apt = await findBinary(['apt-get']);
  if (apt === undefined || process.getuid?.() !== 0) return false;
  const missing = await findMissing();
  if (missing.length === 0) return false;
  process.stderr.write(`Installing ${missing.join(', ')} (apt-get) …\n`);
  const undo = await forbidStarting();
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    // A mirror that does not answer is given up on.
    const patience = ['-o', 'Acquire::http::Timeout=20', '-o', 'DPkg::Lock::Timeout=120', '-q'];
    const options = [...patience, '-y', '--no-install-recommends'];
    const updated = await runCommand(apt, ['update', ...patience], { env });
    const installed = await runCommand(apt, ['install', ...options, ...missing], { env });
    if (installed.code === 0) return true;
    process.stderr.write(`${updated.output}${installed.output}`.slice(-4000));
    // Not every release has each of them, and with one that is unknown apt installs none.
    for (const name of missing) await runCommand(apt, ['install', ...options, name], { env });
    return (await findMissing()).length < missing.length;
  } finally {
    await undo();
  }
}

async function findMissing(): Promise<string[]> {
  const missing: string[] = [];
  for (const { package: name, names } of PACKAGES) {
    if ((await findBinary(names, ['/usr/sbin', '/usr/bin'])) === undefined) missing.push(name);
  }
  return missing;
}

async function forbidStarting(): Promise<() => Promise<void>> {
  const exists = await access(POLICY).then(
    () => true,
    () => false,
  );
  if (exists) return async () => {};
  await writeFile(POLICY, '#!/bin/sh\nexit 101\n');
  await chmod(POLICY, 0o755);
  return () => rm(POLICY, { force: true });
}
