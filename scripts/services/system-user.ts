import { chown, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Identity = { uid: number; gid: number };

/**
 * The user to run a server as: PostgreSQL and RabbitMQ refuse to run as root, and their packages
 * bring a user along. Nothing when we are not root: then they run as ourselves.
 */
export async function identityFor(name: string): Promise<Identity | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = await readFile('/etc/passwd', 'utf8');
  const line = users.split('\n').find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error(`there is no user ${name}`);
  return { uid: Number(uid), gid: Number(gid) };
}

/** A new folder below the system's temporary one, which belongs to `identity`. */
export async function createFolderFor(
  name: string,
  identity: Identity | undefined,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `rita-${name}-`));
  if (identity) await chown(folder, identity.uid, identity.gid);
  return folder;
}
