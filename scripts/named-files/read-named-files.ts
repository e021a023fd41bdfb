import { matchesGlob } from 'node:path';

/** A file of code that a page names, and the titles that it quotes from it. */
export type NamedFile = { line: number; name: string; titles: string[] };

const CODE_SPAN = /`([^`\s]+\.(?:ts|tsx|mjs))`((?:(?:,| and)? “[^”]+”)*)/g;
const TITLE = /“([^”]+)”/g;

/**
 * Reads which files a page in Markdown names: code spans that end like code. What stands in “ ” right
 * behind one, also several with commas, is a title of a test in it, or a part of one.
 */
export function readNamedFiles(page: string): NamedFile[] {
  return page.split('\n').flatMap((text, index) =>
    [...text.matchAll(CODE_SPAN)].map(([, name = '', quoted = '']) => ({
      line: index + 1,
      name,
      titles: [...quoted.matchAll(TITLE)].map(([, title = '']) => title),
    })),
  );
}

/** What a page says shortly, and the folder that it means. */
export type Folders = Readonly<Record<string, string>>;

/**
 * The files that a name may mean: a path from the root or by a short name for its folder, with `*` for any
 * part of a name; a name without a folder is that of any file called so.
 */
export function filesNamed(name: string, files: readonly string[], folders: Folders): string[] {
  const [first = '', ...rest] = name.split('/');
  if (rest.length === 0) return files.filter((file) => file.split('/').at(-1) === name);
  const folder = folders[first];
  const path = folder === undefined ? name : [folder, ...rest].join('/');
  return files.filter((file) => matchesGlob(file, path));
}

/** What is wrong with what a page names; empty when each file is there and has the titles. */
export function faultsOf(
  page: { path: string; text: string },
  files: readonly string[],
  { folders, read }: { folders: Folders; read: (file: string) => string },
): string[] {
  return readNamedFiles(page.text).flatMap(({ line, name, titles }) => {
    const place = `${page.path}:${line}`;
    const found = filesNamed(name, files, folders);
    if (found.length === 0) return [`${place} names ${name}, which is not there`];
    const texts = found.map((file) => oneLine(read(file)));
    return titles
      .filter((title) => !texts.some((text) => text.includes(oneLine(title))))
      .map((title) => `${place} quotes “${title}”, which ${name} does not have`);
  });
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
