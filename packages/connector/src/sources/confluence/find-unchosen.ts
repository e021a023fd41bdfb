import { inChunks } from '../batches.ts';
import { failsAlone } from '../fails-alone.ts';
import { shareOf } from '../share-of.ts';
import { pageOfAttachment } from './attachment-ids.ts';
import { isOffered } from './choose-spaces.ts';
import { findEntries } from './find-entries.ts';
import type { IdSet } from './id-set.ts';
import type { Reading } from './open-reading.ts';

const KNOWN_AT_ONCE = 1_000;
/** Pages in one sync: forty calls on Cloud, as many as pages on Data Center. */
const MOST_ASKED = 2_000;
const ASKED_AT_ONCE = 50;

/**
 * Of what is stored and no list named, while one of them was not whole: what is not chosen any more. That
 * is no matter of lists. Files go where none are chosen; of a page Confluence itself tells in which
 * space it is. What it does not tell of, stays.
 * @param met ids of what the lists named
 */
export async function findUnchosen(reading: Reading, met: IdSet): Promise<string[]> {
  // Nobody knows all of the spaces that are to be read.
  if (reading.failed.length > 0) return [];
  const { pages, files } = await readUnmet(reading, met);
  const asked = shareOf([...pages.keys()], MOST_ASKED, reading.context.now());
  const unchosen = new Set(files);
  const isUnchosen = createChoice(reading);
  for (const some of inChunks(asked, ASKED_AT_ONCE)) {
    const { entries, failed } = await findEntries(reading.client, some);
    for (const { id: page, spaceId } of entries) {
      if (!(await isUnchosen(spaceId))) continue;
      for (const id of pages.get(page) ?? []) unchosen.add(id);
    }
    // Then it is not the pages, and to ask for each of the others would take hours.
    if (failed.length > 0 && entries.length === 0) break;
  }
  return [...unchosen];
}

/** Whether a space is left out by the choice; one that cannot be looked at is not. */
function createChoice({ client, context, spaces }: Reading): (id: string) => Promise<boolean> {
  const chosen = context.settings.spaces ?? [];
  const known = new Map<string, Promise<boolean>>();
  const look = async (id: string) => {
    try {
      const space = await client.readSpace(id);
      return space !== undefined && !isOffered(space);
    } catch (error) {
      if (!failsAlone(error)) throw error;
      return false;
    }
  };
  return async (id) => {
    if (spaces.some((space) => space.id === id)) return false;
    if (chosen.length > 0) return true;
    const found = known.get(id) ?? look(id);
    known.set(id, found);
    return found;
  };
}

/** Pages that were not named, each with all that is stored of it, and files that are not wanted. */
async function readUnmet({ knownDocuments, attachments }: Reading, met: IdSet) {
  const pages = new Map<string, string[]>();
  const files: string[] = [];
  for (let after = ''; ; ) {
    const known = await knownDocuments(after, KNOWN_AT_ONCE);
    for (const { externalId } of known) {
      const owner = pageOfAttachment(externalId);
      const page = owner ?? externalId;
      if (owner !== undefined && !attachments) files.push(externalId);
      if (!met.has(page)) pages.set(page, [...(pages.get(page) ?? []), externalId]);
    }
    const last = known.at(-1);
    if (last === undefined) return { pages, files };
    after = last.externalId;
  }
}
