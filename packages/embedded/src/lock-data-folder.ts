import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

/** Longest path of a Unix socket, on the strictest of the systems (macOS). */
const LONGEST_SOCKET_PATH = 103;

/**
 * Makes sure that one process at a time uses the folder: two embedded databases on the same files
 * destroy them. The lock is a socket, because it ends with its process however that ends; a file
 * with a process id would stay behind, and in a container the id is the same again after a crash.
 *
 * @returns the function that gives the folder free
 * @throws StartError when another process uses it
 */
export async function lockDataFolder(dataDir: string): Promise<() => Promise<void>> {
  const path = await socketPath(dataDir);
  const server = (await tryListen(path)) ?? (await takeOver(path));
  if (!server) {
    throw new StartError(
      `Another process is running on ${dataDir}. Stop it first, or set DATA_DIR to another folder.`,
    );
  }
  server.unref();
  return async () => {
    server.close();
    await once(server, 'close');
  };
}

async function socketPath(dataDir: string): Promise<string> {
  const folder = await realpath(dataDir);
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  if (process.platform === 'win32') return `\\\\.\\pipe\\rita-${name}`;
  const path = join(folder, 'lock');
  return Buffer.byteLength(path) <= LONGEST_SOCKET_PATH ? path : join(tmpdir(), `rita-${name}`);
}

/** Removes the socket of a process that has ended, unless there is one that still answers. */
async function takeOver(path: string): Promise<Server | undefined> {
  if (await answers(path)) return undefined;
  await rm(path, { force: true });
  return tryListen(path);
}

async function tryListen(path: string): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy());
  server.listen(path);
  try {
    await once(server, 'listening');
    return server;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined;
    throw error;
  }
}

async function answers(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
