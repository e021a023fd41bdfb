import { z } from 'zod';
import { inChunks } from '../batches.ts';
import { createPatience } from '../fails-alone.ts';
import type { AccessPage, AccessRequest, Principal } from '../source-access.ts';
import { count, countLayer, findingsOf, type Tallies } from './access.ts';
import { pageOfAttachment } from './attachment-ids.ts';
import { chooseSpaces } from './choose-spaces.ts';
import type { Space } from './client.ts';
import type { ConfluenceContext } from './connect.ts';
import { openSite } from './open-reading.ts';
import { createPlaceReaders } from './place-readers.ts';
import { readGroups, readPeople } from './read-people.ts';
import { type DocumentsReading, readSpaceAccess } from './read-space-access.ts';

const KNOWN_AT_ONCE = 1_000;

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
  if (!isComplete) yield* unmet(reading);
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

/** What no list named, while one of them was not whole: what is stored of it stays for a while. */
function* unmet({ stored, tallies }: DocumentsReading): Iterable<AccessPage> {
  const ids = [...stored.values()].flat();
  count(tallies, 'permissions_unread', ids.length);
  for (const unreadDocuments of inChunks(ids, KNOWN_AT_ONCE)) {
    yield { unreadDocuments, checkpoint: null };
  }
}

function withBefore(named: ReadonlySet<Principal>, { cursor }: AccessRequest): Set<Principal> {
  const before = cursorSchema.safeParse(cursor);
  return new Set([...named, ...(before.success ? before.data.named : [])]);
}
