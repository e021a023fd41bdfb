import { chown, readFile } from 'node:fs/promises';

export type Identity = { uid: number; gid: number };

/**
 * PostgreSQL and RabbitMQ refuse to run as root, and their packages bring a user along; undefined
 * when we are not root, for then they run as ourselves.
 */
export async function identityOf(name: string): Promise<Identity | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = await readFile('/etc/passwd', 'utf8');
  const line = users.split('\n').find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined
    ? undefined
    : { uid: Number(uid), gid: Number(gid) };
}

export async function giveTo(identity: Identity | undefined, ...paths: string[]): Promise<void> {
  if (identity === undefined) return;
  for (const path of paths) await chown(path, identity.uid, identity.gid);
}
