import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findFreePort } from '@rita/test-kit';
import { installPackages } from './debian.ts';
import { hasDocker, startContainer } from './docker.ts';
import { findBinary, versionFolders } from './find-binary.ts';
import { runCommand, stopProcess, waitForOutput } from './process.ts';
import { MissingService, type Service } from './service.ts';
import { createFolderFor, identityFor } from './system-user.ts';

/** Several applications with a pool each. All else is as PostgreSQL is shipped. */
const SETTINGS = ['max_connections=300'];
/** Nothing of a test database has to survive a crash. */
const UNFLUSHED = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_wal_size=2GB',
];

/** `isDurable`: a commit waits for the disk, as on the server that people run. */
export type PostgresOptions = { isDurable?: boolean };

/**
 * The PostgreSQL for tests: the one of `TEST_DATABASE_URL`, else a throw-away one, from Docker
 * where an engine answers, else from the machine's own binaries, installed first where we may.
 *
 * @throws MissingService
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<Service> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, origin: 'TEST_DATABASE_URL', stop: async () => {} };
  const settings = settingsFor(options);
  const container = (await hasDocker()) ? await startInDocker(settings) : undefined;
  return container ?? startFromBinaries(await findOrInstall(), settings);
}

function settingsFor({ isDurable = false }: PostgresOptions): string[] {
  return [...SETTINGS, ...(isDurable ? [] : UNFLUSHED)].flatMap((setting) => ['-c', setting]);
}

async function startInDocker(settings: string[]): Promise<Service | undefined> {
  const container = await startContainer({
    image: 'postgres:17-alpine',
    port: 5432,
    env: { POSTGRES_HOST_AUTH_METHOD: 'trust' },
    command: ['postgres', ...settings],
    // The image starts the server once for its set-up, and then for good.
    ready: /ready to accept connections[\s\S]*ready to accept connections/,
  });
  if (!container) return undefined;
  const url = `postgres://postgres@127.0.0.1:${container.port}/postgres`;
  return { url, origin: 'Docker', stop: container.stop };
}

async function findOrInstall(): Promise<string> {
  const found = (await findPostgres()) ?? ((await installPackages()) && (await findPostgres()));
  if (found) return found;
  throw new MissingService(
    'The tests need PostgreSQL 15 or newer: install it (Debian: apt-get install postgresql; macOS: brew install postgresql@17), start Docker, or set TEST_DATABASE_URL.',
  );
}

/** The folder with `postgres` and `initdb`. */
export async function findPostgres(): Promise<string | undefined> {
  const folders = await Promise.all([
    versionFolders('/usr/lib/postgresql', 'bin'),
    ['/opt/homebrew/opt/postgresql@17/bin', '/usr/local/opt/postgresql@17/bin'],
  ]);
  const initdb = await findBinary(['initdb'], folders.flat());
  return initdb && dirname(initdb);
}

async function startFromBinaries(binaries: string, settings: string[]): Promise<Service> {
  const identity = await identityFor('postgres');
  const folder = await createFolderFor('postgres', identity);
  const data = join(folder, 'data');
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await createCluster(binaries, data, identity);
    const port = await findFreePort();
    const child = spawn(
      join(binaries, 'postgres'),
      ['-D', data, '-p', String(port), '-k', folder, '-h', '127.0.0.1', ...settings],
      { ...identity, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
    );
    await waitForOutput(child, 'ready to accept connections');
    const stop = async () => {
      await stopProcess(child, 'SIGINT');
      await remove();
    };
    return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, origin: binaries, stop };
  } catch (error) {
    await remove();
    throw new Error('PostgreSQL could not be started', { cause: error });
  }
}

async function createCluster(
  binaries: string,
  data: string,
  identity: { uid: number; gid: number } | undefined,
): Promise<void> {
  const common = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  // Lower-casing in full-text search depends on the locale; not every machine has this one.
  for (const locale of ['C.UTF-8', 'C']) {
    const { code, output } = await runCommand(
      join(binaries, 'initdb'),
      [...common, `--locale=${locale}`],
      { ...identity, cwd: dirname(data) },
    );
    if (code === 0) return;
    if (locale === 'C') throw new Error(output);
  }
}
