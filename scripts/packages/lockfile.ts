import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

export type LockedPackage = {
  name: string;
  version: string;
  /** Below the root: `node_modules/a/node_modules/b`. */
  place: string;
  /** `either`: development needs it, and a library of the product works with it where it is there. */
  neededBy: 'product' | 'development' | 'either';
  hasInstallScript: boolean;
  /** Where it came from, where the lockfile says so. */
  resolved: string | undefined;
};

type Entry = {
  version?: string;
  link?: boolean;
  dev?: boolean;
  devOptional?: boolean;
  hasInstallScript?: boolean;
  resolved?: string;
};

/** Every package of others that the lockfile names. */
export function readLockfile(): LockedPackage[] {
  const text = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
  const { packages } = JSON.parse(text) as { packages: Record<string, Entry> };
  return Object.entries(packages)
    .filter(([place, { link }]) => place.includes('node_modules/') && !link)
    .map(([place, entry]) => ({
      name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: entry.version ?? '',
      place,
      neededBy: entry.dev ? 'development' : entry.devOptional ? 'either' : 'product',
      hasInstallScript: entry.hasInstallScript === true,
      resolved: entry.resolved,
    }));
}
