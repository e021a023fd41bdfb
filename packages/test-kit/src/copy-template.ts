import { closeSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

type Template = {
  folders: string[];
  files: { path: string; size: number; content: Buffer }[];
};

/** By folder; a template never changes once it has its name. */
const templates = new Map<string, Promise<Template>>();

/**
 * Writes a copy of an embedded database into `folder`, which exists. Each process reads a template
 * once, and zeros at the end of a file become a hole: of 16 MB of log a few hundred bytes are used.
 * Copied file by file a database took 250 ms of processor time, as much as all that a usual test does;
 * now 40. Written one after another: threads that write side by side take longer than the writing.
 */
export async function copyTemplate(from: string, folder: string): Promise<void> {
  const template = templates.get(from) ?? readTemplate(from);
  templates.set(from, template);
  const { folders, files } = await template;
  for (const path of folders) mkdirSync(join(folder, path), { recursive: true });
  for (const { path, size, content } of files) writeWithHole(join(folder, path), size, content);
}

async function readTemplate(from: string): Promise<Template> {
  const template: Template = { folders: [], files: [] };
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    const path = relative(from, join(entry.parentPath, entry.name));
    if (entry.isDirectory()) template.folders.push(path);
    else if (isOpened(path)) template.files.push(await readWithoutHole(from, path));
  }
  return template;
}

async function readWithoutHole(from: string, path: string) {
  const content = await readFile(join(from, path));
  return { path, size: content.length, content: content.subarray(0, lengthWithoutZeros(content)) };
}

/** A loop, for 16 MB: a callback for each byte takes ten times as long. */
function lengthWithoutZeros(content: Buffer): number {
  let length = content.length;
  while (length > 0 && content[length - 1] === 0) length -= 1;
  return length;
}

/**
 * Not so the files of `template1` and `template0`, which nobody connects to: two of three files of
 * a database.
 */
function isOpened(path: string): boolean {
  const [base, database, file] = path.split(sep);
  const isTemplate = base === 'base' && (database === '1' || database === '4');
  return !isTemplate || file === 'PG_VERSION';
}

function writeWithHole(path: string, size: number, content: Buffer): void {
  const file = openSync(path, 'w', 0o600);
  try {
    writeSync(file, content);
    ftruncateSync(file, size);
  } finally {
    closeSync(file);
  }
}
