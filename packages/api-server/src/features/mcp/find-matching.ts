import type { DocumentSummary } from '@rita/contracts';
import { z } from 'zod';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { Sources } from './freshness.ts';
import type { McpCaller, McpDeps } from './mcp-caller.ts';
import type { Narrowing } from './narrowing.ts';

/** For a connector that knows of sources only: questions for one answer, each one of the person's … */
const MOST_PAGES = 4;
/** … and of how many documents, of which some are left. */
const PAGE = 50;

type Found = { found: DocumentSummary[]; nextCursor: string | null };

/** Where the page before ended: the connector's cursor of its last page, and how much of it was used. */
const placeSchema = z.object({
  cursor: z.string().max(500).nullable(),
  skip: z.int().min(0).max(PAGE),
});
type Place = z.output<typeof placeSchema>;

/**
 * Asks for what the narrowing leaves. Of an older connector, which knows of sources only, it goes
 * through what is found, for as many pages as one answer may take: place, author and date are looked
 * at here then.
 *
 * @throws ProblemError `validation_failed` for a cursor that is not ours, `not_found` for a source
 */
export async function findMatching(
  deps: McpDeps,
  caller: McpCaller,
  { asked, sources }: { asked: Narrowing; sources: Sources },
): Promise<Found> {
  const connectionId = sourceIdOf(asked.source, sources);
  const isNarrowedThere = await deps.documents.narrows();
  const found: DocumentSummary[] = [];
  let place: Place | undefined = placeOf(asked.cursor);
  for (let page = 0; page < MOST_PAGES && place !== undefined; page += 1) {
    const at: Place = place;
    // Somebody who left off within a page did so among what was not narrowed down.
    const isNarrowed = isNarrowedThere && at.skip === 0;
    const { data, next_cursor } = await deps.documents.search(caller, {
      ...(isNarrowed ? narrowedTo(asked) : {}),
      limit: isNarrowed ? asked.limit - found.length : PAGE,
      ...(asked.query === undefined ? {} : { query: asked.query }),
      ...(connectionId === undefined ? {} : { connection_id: connectionId }),
      ...(at.cursor === null ? {} : { cursor: at.cursor }),
    });
    let skip = at.skip;
    while (skip < data.length && found.length < asked.limit) {
      const one = data[skip];
      if (one !== undefined && isWanted(one, asked)) found.push(one);
      skip += 1;
    }
    if (skip < data.length) place = { cursor: at.cursor, skip };
    else place = next_cursor === null ? undefined : { cursor: next_cursor, skip: 0 };
    if (isNarrowed || found.length >= asked.limit) break;
  }
  return { found, nextCursor: place === undefined ? null : cursorOf(place) };
}

function narrowedTo({ path = '', author = '', updated_after: after }: Narrowing) {
  return {
    ...(path.trim() === '' ? {} : { path }),
    ...(author.trim() === '' ? {} : { author }),
    ...(after === undefined ? {} : { updated_after: new Date(after).toISOString() }),
  };
}

function isWanted(one: DocumentSummary, asked: Narrowing): boolean {
  const { path, author, updated_after: after } = asked;
  if (path !== undefined && !has(one.path.join(' / '), path)) return false;
  if (author !== undefined && !has(one.author ?? '', author)) return false;
  if (after === undefined) return true;
  return one.updated_at !== null && Date.parse(one.updated_at) > Date.parse(after);
}

function has(text: string, part: string): boolean {
  const folded = (of: string) => of.normalize('NFC').toLowerCase();
  return folded(text).includes(folded(part.trim()));
}

/** A source by its id, or by its name in whichever case; one that is not there finds nothing elsewhere. */
function sourceIdOf(source: string | undefined, sources: Sources): string | undefined {
  if (source === undefined) return undefined;
  const wanted = source.trim().toLowerCase();
  const all = [...sources.values()];
  const found = all.find((row) => row.id === wanted || row.name.toLowerCase() === wanted);
  if (found !== undefined) return found.id;
  const message = 'is none of the sources that list_sources names';
  throw new ProblemError('validation_failed', { errors: [{ path: 'source', message }] });
}

function cursorOf(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function placeOf(cursor: string | undefined): Place {
  if (cursor === undefined) return { cursor: null, skip: 0 };
  try {
    return placeSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    const message = 'is not a cursor of ours';
    throw new ProblemError('validation_failed', { errors: [{ path: 'cursor', message }] });
  }
}
