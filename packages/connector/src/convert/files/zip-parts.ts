import { unzipSync } from 'fflate';

const MOST_UNPACKED = 200 * 1024 * 1024;
const MOST_ENTRIES = 20_000;

export type ZipParts = {
  names: string[];
  /** The text of an entry; undefined when there is none of that name. */
  read: (name: string) => string | undefined;
};

/** Opens an archive whose entries together stay within bounds; throws when they do not. */
export function openZip(bytes: Uint8Array): ZipParts {
  const names: string[] = [];
  let size = 0;
  unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      names.push(name);
      size += originalSize;
      return false;
    },
  });
  if (size > MOST_UNPACKED || names.length > MOST_ENTRIES)
    throw new Error('the archive is too large');
  return {
    names,
    read: (name) => {
      const entry = unzipSync(bytes, { filter: (one) => one.name === name })[name];
      return entry === undefined ? undefined : new TextDecoder().decode(entry);
    },
  };
}
