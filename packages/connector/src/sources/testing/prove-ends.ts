import type { SourceHttp } from '../../egress/source-http.ts';
import { inParallel } from '../batches.ts';
import { SourceError } from '../source.ts';
import { valueAt } from './answer-fields.ts';
import {
  FOREIGN_ORIGIN,
  type Listing,
  type ListPages,
  listOf,
  type Trouble,
  troublesOf,
} from './end-troubles.ts';
import { createRecordedAnswers, jsonOf, keyOf, type RecordedAnswer } from './recorded-answers.ts';
import type { RunChange, SourceRun } from './source-run.ts';
import { type SyncOf, type SyncOutcome, syncToEnd } from './sync-to-end.ts';

export type EndProof<Context> = {
  driver: { sync: SyncOf<Context> };
  /** Opens a run against a sample whose pages are so small that each list has three or more. */
  open: (change: RunChange) => SourceRun<Context>;
  listings: readonly Listing[];
};

/** What one sync showed that met one trouble. */
type Shown = { outcome: SyncOutcome; asked: string[] };

const MOST_MORE_CALLS = 200;
/** Most of them wait before they repeat a call. */
const AT_ONCE = 64;

/**
 * Spoils the ends of each listing in all the ways that were seen, and makes a whole sync each
 * time. No document that exists is ever removed; where the end is not proven nothing is, and the
 * sync says so; nobody else than the source is asked, and no list is followed without bound.
 * @returns breaches in words; empty when the driver keeps to it
 */
export async function proveEnds<Context>(proof: EndProof<Context>): Promise<string[]> {
  const recorded = createRecordedAnswers();
  const right = await syncOnce(proof, recorded.through, new Map());
  if (right.error !== undefined || right.failed.length > 0) {
    throw new Error(`the sample itself is not read: ${String(right.error)}`);
  }
  const usual = new Set(recorded.list.map(({ key }) => key));
  const cases = proof.listings.flatMap((listing) => {
    const pages = pagesOf(recorded.list.slice(0, usual.size), listing);
    return troublesOf(listing).map((trouble) => ({ listing, pages, trouble }));
  });
  const breaches = await inParallel(cases, AT_ONCE, async (one) => {
    const asked: string[] = [];
    const through = (http: SourceHttp) =>
      troubled(recorded.through(http), { ...one, asked, usual });
    const documents = right.documents.map(({ externalId }) => externalId);
    const known = new Map([...documents, one.listing.ghost].map((id) => [id, 'older']));
    const outcome = await syncOnce(proof, through, known);
    return breachesOf({ outcome, asked }, { ...one, documents, calls: usual.size }).map(
      (breach) => `${one.listing.name}, ${one.trouble.name}: ${breach}`,
    );
  });
  return breaches.flat();
}

function syncOnce<Context>(
  { driver, open }: EndProof<Context>,
  through: (http: SourceHttp) => SourceHttp,
  known: ReadonlyMap<string, string>,
): Promise<SyncOutcome> {
  return syncToEnd(driver.sync, open({ through }), { known });
}

/** The first list of this kind that has three pages or more. */
function pagesOf(list: readonly RecordedAnswer[], listing: Listing): ListPages {
  const asked = list.filter(({ request }) => listing.isAsked(new URL(request.url)));
  for (const pages of Map.groupBy(asked, ({ request }) => listOf(request)).values()) {
    const filled = pages.filter(({ answer }) => {
      const items = valueAt(jsonOf(answer), listing.items);
      return Array.isArray(items) && items.length > 0;
    });
    const [first, second] = filled;
    const last = pages.at(-1);
    if (first && second && last && filled.length > 2) return { first, second, last };
  }
  throw new Error(`the sample has no list of ${listing.name} with three pages`);
}

function troubled(
  http: SourceHttp,
  about: {
    listing: Listing;
    pages: ListPages;
    trouble: Trouble;
    asked: string[];
    usual: Set<string>;
  },
): SourceHttp {
  const { listing, pages, trouble, asked, usual } = about;
  return {
    send: async (request) => {
      const key = keyOf(request);
      const times = asked.filter((one) => one === key).length;
      asked.push(key);
      const isUsual = usual.has(key);
      const answer = trouble.answer({ request, listing, pages, times, isUsual });
      return answer ?? http.send(request);
    },
  };
}

function breachesOf(
  { outcome, asked }: Shown,
  about: { listing: Listing; trouble: Trouble; documents: string[]; calls: number },
): string[] {
  const { listing, trouble, documents, calls } = about;
  const { error, failed, gone, removed } = outcome;
  if (error !== undefined && !(error instanceof SourceError)) return [`a bug of ours: ${error}`];
  const isGhostGone = gone.includes(listing.ghost);
  const isTold = error !== undefined || failed.some(({ reason }) => reason !== '');
  const read = new Set([...outcome.documents.map((it) => it.externalId), ...outcome.unchanged]);
  const unread = documents.filter((id) => !read.has(id));
  const real = [...gone, ...removed].filter((id) => id !== listing.ghost);
  const foreign = asked.filter((key) => key.includes(FOREIGN_ORIGIN));
  const isProven = trouble.end === 'proven';
  return [
    ...real.map((id) => `${id} was removed`),
    ...foreign.map((key) => `${key} was asked`),
    ...(asked.length > calls + MOST_MORE_CALLS ? [`${asked.length} calls`] : []),
    ...(trouble.end === 'open' && isGhostGone ? ['taken as the end'] : []),
    ...(isProven && !isGhostGone ? ['not taken as the end'] : []),
    ...(isProven && unread.length > 0 ? [`${unread.length} were not read`] : []),
    ...(isProven && isTold ? [`failed: ${failed[0]?.reason ?? error}`] : []),
    ...(!isGhostGone && !isTold ? ['nobody is told'] : []),
  ];
}
