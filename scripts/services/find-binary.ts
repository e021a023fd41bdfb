import { access, constants, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** The first of these programs that PATH or one of the folders has, as a full path. */
export async function findBinary(
  names: string[],
  folders: string[] = [],
): Promise<string | undefined> {
  const places = [...folders, ...(process.env.PATH ?? '').split(delimiter)];
  for (const name of names) {
    for (const place of places) {
      const path = join(place, name);
      if (await isExecutable(path)) return path;
    }
  }
  return undefined;
}

/** `/usr/lib/postgresql/<version>/bin` and its like, newest version first. */
export async function versionFolders(parent: string, below: string): Promise<string[]> {
  const versions = await readdir(parent).catch(() => []);
  return versions
    .filter((version) => /^\d+$/.test(version))
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(parent, version, below));
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
