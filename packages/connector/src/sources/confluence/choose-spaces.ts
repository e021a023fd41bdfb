import { failsAlone } from '../fails-alone.ts';
import { type FailedItem, SourceError } from '../source.ts';
import { UnprovenList } from '../unproven-list.ts';
import type { ConfluenceClient, Space } from './client.ts';
import { failedList, LIST_OF_SPACES } from './stand-ins.ts';

/** Personal and archived spaces are read only when they are chosen by their key. */
export function isOffered(space: Space): boolean {
  return space.type !== 'personal' && space.status === 'current';
}

export type ChosenSpaces = {
  /** In the order of the keys, so that a sync which goes on knows what lies behind it. */
  spaces: Space[];
  /** Keys that are chosen and not there. */
  missing: string[];
  /** Why there may be more spaces: what was told of them could not be read. */
  failed: FailedItem[];
};

/** Finds the chosen spaces, or all that are offered. Throws where not a single one is found. */
export async function chooseSpaces(
  client: ConfluenceClient,
  chosen: readonly string[],
): Promise<ChosenSpaces> {
  const spaces = new Map<string, Space>();
  const missing: string[] = [];
  const troubles: SourceError[] = [];
  // What is in the trash is not there, although a question by its key finds it.
  const isWanted = (space: Space) =>
    chosen.length === 0
      ? isOffered(space)
      : chosen.includes(space.key) && space.status !== 'trashed';
  const list = async (keys?: readonly string[]) => {
    const listed = await listSpaces(client, keys);
    for (const space of listed.spaces.filter(isWanted)) spaces.set(space.key, space);
    return listed.trouble;
  };
  const trouble = await list(chosen.length > 0 ? chosen : undefined);
  if (trouble && chosen.length === 0) troubles.push(trouble);
  for (const key of chosen.filter((one) => !spaces.has(one))) {
    // Only a question for that one space tells “not there” from “left out”.
    const itsOwn = await list([key]);
    if (spaces.has(key)) continue;
    if (itsOwn) troubles.push(itsOwn);
    else missing.push(key);
  }
  if (spaces.size === 0 && missing.length === 0) throw troubles[0] ?? nothingToRead();
  const sorted = [...spaces.values()].toSorted((one, other) => compareKeys(one.key, other.key));
  const failed = troubles.map((error) => failedList(LIST_OF_SPACES, error));
  return { spaces: sorted, missing, failed };
}

async function listSpaces(client: ConfluenceClient, keys: readonly string[] | undefined) {
  const spaces: Space[] = [];
  let trouble: SourceError | undefined;
  try {
    for await (const { items, unread } of client.listSpaces(keys)) {
      spaces.push(...items);
      if (unread.length > 0) trouble = new UnprovenList('A space in it lacks its id or its key.');
    }
  } catch (error) {
    if (!failsAlone(error)) throw error;
    trouble = error;
  }
  return { spaces, trouble };
}

function nothingToRead(): SourceError {
  return new SourceError('nothing_found', 'The account may not see a single space to read.');
}

export function compareKeys(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

export function missingSpaces(keys: readonly string[]): SourceError {
  return new SourceError(
    'not_found',
    `Spaces that are chosen but not there any more, or hidden from the account: ${keys.slice(0, 10).join(', ')}. Take them out of the selection, or give the account access again.`,
  );
}
