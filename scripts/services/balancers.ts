import { installPackages } from './debian.ts';
import { findBinary } from './find-binary.ts';

const FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin', '/usr/local/bin'];

export type Balancer = 'haproxy' | 'nginx';

/** Path of the machine's own one; undefined where there is none. */
export function findBalancer(name: Balancer): Promise<string | undefined> {
  return findBinary([name], FOLDERS);
}

/**
 * Installs those that are missing where we may.
 *
 * @returns the names of those that are still missing: the tests of them are left out then
 */
export async function installBalancers(): Promise<Balancer[]> {
  const missing = await findMissing();
  return missing.length > 0 && (await installPackages()) ? findMissing() : missing;
}

async function findMissing(): Promise<Balancer[]> {
  const missing: Balancer[] = [];
  for (const name of ['haproxy', 'nginx'] as const) {
    if ((await findBalancer(name)) === undefined) missing.push(name);
  }
  return missing;
}
