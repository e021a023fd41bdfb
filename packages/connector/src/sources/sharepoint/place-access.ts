import { inChunks } from '../batches.ts';
import type { AccessPage, SourceAccess } from '../source-access.ts';
import { addTallies, type Tallies } from './access.ts';
import type { DecidedBy } from './own-permissions.ts';
import type { PermissionReader, ReadAccess } from './read-permissions.ts';
import type { Drive, Site } from './shapes.ts';

/** Documents of which one page of a reading tells. */
const STEP = 200;

/** What a reading found out, and where it stands: the last id of those that it has dealt with. */
export type AccessStep = Required<
  Pick<AccessPage, 'documents' | 'unreadDocuments' | 'unchangedDocuments'>
> & { tallies: Tallies; after: string };

/** A document that is stored, as Graph knows it. */
export type PlacedItem = { externalId: string; path: string; by: DecidedBy };

export type Place = { site: Site; drive: Drive };

export function drivePath({ id }: Drive): string {
  return `/drives/${encodeURIComponent(id)}`;
}

/** A file or folder by the names on the way to it, from the root of its library. */
export function pathIn(drive: Drive, names: readonly string[]): string {
  return `${drivePath(drive)}/root:/${names.map(encodeURIComponent).join('/')}:`;
}

/**
 * Who may open each of some items of one library, in order. What decides about many is asked for
 * once: the library, and folders with permissions of their own.
 */
export async function* readItems(
  readPermissions: PermissionReader,
  { site, drive }: Place,
  items: readonly PlacedItem[],
): AsyncIterable<AccessStep> {
  const pathOf = ({ path, by }: PlacedItem) => {
    if (by === 'itself') return path;
    return by === 'library' ? `${drivePath(drive)}/root` : pathIn(drive, by.folder);
  };
  const shared = new Set(items.filter(({ by }) => by !== 'itself').map(pathOf));
  const known = new Map<string, ReadAccess>();
  const ask = async (paths: readonly string[]) => {
    const answers = await readPermissions(paths.map((path) => ({ path, site })));
    for (const [index, path] of paths.entries()) {
      const answer = answers[index];
      if (answer) known.set(path, answer);
    }
    return addTallies(...answers.map(({ tallies }) => tallies));
  };
  let tallies = await ask([...shared]);
  for (const chunk of inChunks(items, STEP)) {
    const own = chunk.filter(({ by }) => by === 'itself').map(pathOf);
    tallies = addTallies(tallies, await ask(own));
    yield { ...toStep(chunk, (item) => known.get(pathOf(item))?.access), tallies };
    for (const path of own) known.delete(path);
    tallies = {};
  }
}

function toStep(
  items: readonly PlacedItem[],
  accessOf: (item: PlacedItem) => SourceAccess | 'unread' | undefined,
): Omit<AccessStep, 'tallies'> {
  const documents: AccessStep['documents'][number][] = [];
  const unreadDocuments: string[] = [];
  for (const item of items) {
    const access = accessOf(item) ?? 'unread';
    if (access === 'unread') unreadDocuments.push(item.externalId);
    else documents.push({ externalId: item.externalId, access });
  }
  const after = items.at(-1)?.externalId ?? '';
  return { documents, unreadDocuments, unchangedDocuments: [], after };
}
