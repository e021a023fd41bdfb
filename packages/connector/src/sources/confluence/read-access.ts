import { z } from 'zod';
import { inChunks } from '../batches.ts';
import { createPatience } from '../fails-alone.ts';
import type { AccessPage, AccessRequest, Principal } from '../source-access.ts';
import { count, countLayer, findingsOf, type Tallies } from './access.ts';
import { pageOfAttachment } from './attachment-ids.ts';
import { type ChosenSpaces, chooseSpaces } from './choose-spaces.ts';
import type { Space } from './client.ts';
import type { ConfluenceContext } from './connect.ts';
import { findEntries } from './find-entries.ts';
import { openSite } from './open-reading.ts';
import { createPlaceReaders } from './place-readers.ts';
import { readGroups, readPeople } from './read-people.ts';
import { type DocumentsReading, readSpaceAccess } from './read-space-access.ts';

const KNOWN_AT_ONCE = 1_000;
/** Pages; a hundred of them in a call. */
const MOST_ASKED = 2_000;

/** What a reading leaves for the next: whom rules named, for when they cannot be read again. */
const cursorSchema = z.object({ named: z.array(z.string()) });

/**
 * Reads who may read what is stored, and then the people and the groups that this names. It has no
 * checkpoint: it reads no texts, so that it is short, and half of what a site said before a restart
 * and half of what it said afterwards would be nothing that was ever true.
 */
export async function* readAccess(
  context: ConfluenceContext,
  request: AccessRequest,
): AsyncIterable<AccessPage> {
  const { client, anonymous } = await openSite(context);
  const chosen = await chooseSpaces(client, context.settings.spaces ?? []);
  const tallies: Tallies = new Map();
  const reading: DocumentsReading = {
    client,
    tallies,
    patience: createPatience(),
    places: createPlaceReaders({ client, anonymous, spaces: chosen.spaces }),
    signal: context.signal,
    stored: await readStored(request),
    named: new Set(),
  };
  let isComplete = chosen.failed.length === 0;
  let isUnread = false;
  for (const space of chosen.spaces) {
    const pages = readSpaceAccess(reading, space);
    let step = await pages.next();
    for (; !step.done; step = await pages.next()) {
      isUnread ||= (step.value.unreadDocuments ?? []).length > 0;
      yield step.value;
    }
    isComplete &&= step.value;
  }
  await countSite(reading, chosen.spaces[0]);
  if (!isComplete) yield* unmet(reading, await findGone(reading, chosen));
  const about = { client, tallies, people: request.people, signal: context.signal };
  const people = readPeople(about);
  let step = await people.next();
  for (; !step.done; step = await people.next()) yield { ...step.value, checkpoint: null };
  const named = isComplete && !isUnread ? reading.named : withBefore(reading.named, request);
  for await (const page of readGroups(about, named)) yield { ...page, checkpoint: null };
  yield {
    checkpoint: null,
    findings: findingsOf(tallies),
    end: { people: step.value, documents: isComplete, cursor: { named: [...named] } },
  };
}

async function countSite(
  { places, tallies }: DocumentsReading,
  space: Space | undefined,
): Promise<void> {
  if (space) countLayer(tallies, 'site_permissions', (await places.layersOf(space)).site);
}

/** Ids of what is stored, by the page that each is or belongs to. */
async function readStored({ knownDocuments }: AccessRequest): Promise<Map<string, string[]>> {
  const stored = new Map<string, string[]>();
  for (let after = ''; ; ) {
    const known = await knownDocuments(after, KNOWN_AT_ONCE);
    for (const { externalId } of known) {
      const page = pageOfAttachment(externalId) ?? externalId;
      stored.set(page, [...(stored.get(page) ?? []), externalId]);
    }
    const last = known.at(-1);
    if (last === undefined) return stored;
    after = last.externalId;
  }
}

/**
 * Of what no list named, while one of them was not whole: pages that Confluence, asked for each, does
 * not have any more, or has in a space that is not read.
 */
async function findGone(
  { client, stored }: DocumentsReading,
  { spaces, failed }: ChosenSpaces,
): Promise<ReadonlySet<string>> {
  const ids = [...stored.keys()];
  // Nobody knows all of the spaces that are to be read, or it would take too long.
  if (failed.length > 0 || ids.length > MOST_ASKED) return new Set();
  const found = await findEntries(client, ids);
  const here = found.entries.filter(({ spaceId }) => spaces.some(({ id }) => id === spaceId));
  const stays = new Set(here.map(({ id }) => id));
  for (const { externalId } of found.failed) stays.add(externalId);
  return new Set(ids.filter((id) => !stays.has(id)));
}

/** What is gone is nobody's; what is stored of the others that no list named stays for a while. */
function* unmet(
  { stored, tallies }: DocumentsReading,
  gone: ReadonlySet<string>,
): Iterable<AccessPage> {
  const idsOf = (isWanted: (page: string) => boolean) =>
    [...stored].flatMap(([page, ids]) => (isWanted(page) ? ids : []));
  for (const ids of inChunks(
    idsOf((page) => gone.has(page)),
    KNOWN_AT_ONCE,
  )) {
    const documents = ids.map((externalId) => ({ externalId, access: NOT_MET }));
    yield { documents, checkpoint: null };
  }
  const left = idsOf((page) => !gone.has(page));
  count(tallies, 'permissions_unread', left.length);
  for (const unreadDocuments of inChunks(left, KNOWN_AT_ONCE)) {
    yield { unreadDocuments, checkpoint: null };
  }
}

const NOT_MET = { kind: 'nobody', reason: 'not_met' } as const;

function withBefore(named: ReadonlySet<Principal>, { cursor }: AccessRequest): Set<Principal> {
  const before = cursorSchema.safeParse(cursor);
  return new Set([...named, ...(before.success ? before.data.named : [])]);
}
