import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFreePort } from './free-ports.ts';
import { giveTo, identityOf } from './run-as.ts';

/** A PostgreSQL of a test's own, which it may stop. */
export type OwnPostgres = {
  url: string;
  /** Resolves when it takes connections. */
  start: () => Promise<void>;
  /** Without a word to anybody, as after a crash of the machine. */
  stop: () => Promise<void>;
  /** Stops it and removes its folder. */
  remove: () => Promise<void>;
};

export type OwnPostgresOptions = {
  /** Where its folder is made. */
  parent?: string;
  /** The write-ahead log lies outside of `parent`: without room for it the server ends. */
  isLogElsewhere?: boolean;
};

const VERSIONS = '/usr/lib/postgresql';
const run = promisify(execFile);

/** The folder of this machine's own PostgreSQL programs; undefined where there is none. */
export async function findPostgresBinaries(): Promise<string | undefined> {
  const versions = await readdir(VERSIONS).catch(() => []);
  const newest = versions.toSorted((a, b) => Number(b) - Number(a))[0];
  return newest && join(VERSIONS, newest, 'bin');
}

export async function createOwnPostgres(
  binaries: string,
  { parent = tmpdir(), isLogElsewhere = false }: OwnPostgresOptions = {},
): Promise<OwnPostgres> {
  const identity = await identityOf('postgres');
  const folder = await mkdtemp(join(parent, 'rita-own-postgres-'));
  const log = isLogElsewhere ? await mkdtemp(join(tmpdir(), 'rita-own-postgres-')) : folder;
  await giveTo(identity, folder, log);
  const data = join(folder, 'data');
  const logFolder = isLogElsewhere ? ['-X', join(log, 'wal')] : [];
  const port = await findFreePort();
  const options = { ...identity, cwd: folder };
  const settings = `-p ${port} -k ${folder} -h 127.0.0.1 -c fsync=off`;
  const control = (...args: string[]) =>
    run(join(binaries, 'pg_ctl'), ['-D', data, '-w', '-s', ...args], options);
  let isRunning = false;

  async function stop() {
    if (!isRunning) return;
    isRunning = false;
    await control('-m', 'immediate', 'stop');
  }

  await run(
    join(binaries, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
      ...logFolder,
    ],
    options,
  );
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    start: async () => {
      await control('-l', join(log, 'log'), '-o', settings, 'start');
      isRunning = true;
    },
    stop,
    remove: async () => {
      await stop();
      for (const path of [folder, log]) await rm(path, { recursive: true, force: true });
    },
  };
}
