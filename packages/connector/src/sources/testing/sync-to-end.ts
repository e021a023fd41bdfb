import type { SourceDocument, SyncCheckpoint, SyncEnd, SyncPage, SyncRequest } from '../source.ts';
import type { SourceRun } from './source-run.ts';

/** What a connector has of a connection before a sync. */
export type Stored = {
  /** Revisions by external id. */
  known?: ReadonlyMap<string, string>;
  cursor?: SyncCheckpoint | null;
  checkpoint?: SyncCheckpoint | null;
  /** What an interrupted sync had met already. */
  seen?: Iterable<string>;
};

export type SyncOutcome = {
  pages: SyncPage[];
  documents: SourceDocument[];
  /** With what was not looked at. */
  unchanged: string[];
  removed: string[];
  failed: SyncPage['failed'];
  end: SyncEnd | undefined;
  error: unknown;
  waits: Date[];
  /** Met until now, for a sync that goes on. */
  seen: Set<string>;
  checkpoint: SyncCheckpoint | null;
  /** What the connector removes after this sync, by the rules of `removeGone`. */
  gone: string[];
  /** What it has then. */
  kept: { known: Map<string, string>; cursor: SyncCheckpoint | null };
};

/** How any driver reads everything chosen. */
export type SyncOf<Context> = (context: Context, request: SyncRequest) => AsyncIterable<SyncPage>;

/** A whole sync, or its first `stopAfter` pages; what it throws is a part of the outcome. */
export async function syncToEnd<Context>(
  sync: SyncOf<Context>,
  run: SourceRun<Context>,
  given: Stored & { stopAfter?: number } = {},
): Promise<SyncOutcome> {
  const pages: SyncPage[] = [];
  const known = new Map(given.known);
  const met = createMet(given.seen);
  const unchanged: string[] = [];
  let error: unknown;
  let isOver = false;
  try {
    for await (const page of sync(run.context, requestOf(known, given))) {
      pages.push(page);
      unchanged.push(...page.unchanged, ...met.note(page, known.keys()));
      for (const { externalId, revision } of page.documents) known.set(externalId, revision);
      isOver = pages.length !== given.stopAfter;
      if (!isOver) break;
    }
  } catch (thrown) {
    error = thrown;
  } finally {
    await run.close();
  }
  const last = pages.at(-1);
  const hasEnded = isOver && error === undefined;
  const end = hasEnded ? (last?.end ?? { isComplete: true, cursor: null }) : last?.end;
  const gone = hasEnded ? [...known.keys()].filter((id) => met.isGone(id, end)) : [];
  return {
    pages,
    documents: pages.flatMap((page) => page.documents),
    unchanged,
    removed: pages.flatMap((page) => page.removed ?? []),
    failed: pages.flatMap((page) => page.failed),
    end,
    error,
    waits: run.waits,
    seen: met.seen,
    checkpoint: last?.checkpoint ?? null,
    gone,
    kept: {
      known: new Map([...known].filter(([id]) => !gone.includes(id))),
      cursor: end?.cursor ?? null,
    },
  };
}

/** As the connector asks its database, which keeps each page before the next one is read. */
function requestOf(known: ReadonlyMap<string, string>, given: Stored): SyncRequest {
  return {
    checkpoint: given.checkpoint ?? null,
    cursor: given.cursor ?? null,
    knownRevision: async (id) => known.get(id),
    knownDocuments: async (after, limit) =>
      [...known]
        .map(([externalId, revision]) => ({ externalId, revision }))
        .filter(({ externalId }) => externalId > after)
        .toSorted((one, other) => (one.externalId < other.externalId ? -1 : 1))
        .slice(0, limit),
  };
}

/** What a sync met and what it said is gone; see `noteMet`. */
function createMet(before: Iterable<string> = []) {
  const seen = new Set(before);
  const removed = new Set<string>();
  return {
    seen,
    /** Gives what is known and was kept without a look. */
    note: (page: SyncPage, known: Iterable<string>): string[] => {
      const read = new Set([...page.documents.map((it) => it.externalId), ...page.unchanged]);
      const met = [...read, ...page.failed.map(({ externalId }) => externalId)];
      for (const id of met) seen.add(id);
      const gone = new Set(page.removed?.filter((id) => !read.has(id)));
      for (const id of gone) {
        seen.delete(id);
        removed.add(id);
      }
      for (const id of met) if (!gone.has(id)) removed.delete(id);
      const above = new Set(page.unlookedBelow);
      const isBelow = (id: string) => id.includes('/') && above.has(id.split('/', 1)[0] ?? '');
      const kept = [...known].filter((id) => isBelow(id) && !removed.has(id) && !seen.has(id));
      for (const id of kept) seen.add(id);
      return kept;
    },
    isGone: (id: string, end: SyncEnd | undefined) =>
      removed.has(id) || (end?.isComplete === true && !seen.has(id)),
  };
}
