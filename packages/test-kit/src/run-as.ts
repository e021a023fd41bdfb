import type { SpawnOptions } from 'node:child_process';
import { chown, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Identity = { uid: number; gid: number };

/**
 * PostgreSQL and RabbitMQ refuse to run as root, and their packages bring a user along; undefined
 * when we are not root, for then they run as ourselves.
 *
 * @param root the folder of the system whose users are meant
 */
export async function identityOf(name: string, root = '/'): Promise<Identity | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = await readFile(join(root, 'etc/passwd'), 'utf8');
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

type Place = {
  root: string;
  identity: Identity | undefined;
  cwd: string;
  env: NodeJS.ProcessEnv;
};

/**
 * RabbitMQ reads there how much memory it has. The mount is seen by this program alone, and ends with it.
 */
const ENTER = 'mount --bind /proc "$0/proc"; user=$1; shift; exec chroot "$user" "$0" "$@"';

/** How a program is started as somebody, in this system or in the one below `root`. */
export function inside(
  { root, identity, cwd, env }: Place,
  file: string,
  args: string[],
): { file: string; args: string[]; options: Pick<SpawnOptions, 'cwd' | 'env' | 'uid' | 'gid'> } {
  if (root === '/') return { file, args, options: { cwd, env, ...identity } };
  const { uid = 0, gid = 0 } = identity ?? {};
  const entering = ['--mount', 'sh', '-c', ENTER, root, `--userspec=${uid}:${gid}`, file, ...args];
  return { file: 'unshare', args: entering, options: { cwd, env } };
}
