import { createHash } from 'node:crypto';

const DAY_MS = 24 * 3600 * 1000;
/** A page found again is only written anew when its note is older than this. */
const NOTED_AGAIN_AFTER_DAYS = 7;
/** Results come and go, so a page is kept that long after its query last found it. */
export const KEPT_DAYS = 30;

/** What a page's revision says: its content, the query that found it, and when it last did. */
export type PageRevision = { hash: string; query: string; foundDay: number };

export function dayOf(date: Date): number {
  return Math.floor(date.getTime() / DAY_MS);
}

/** Short name of a query; it changes with every word of it. */
export function queryKey(query: string): string {
  return createHash('sha256').update(query).digest('base64url').slice(0, 10);
}

export function writeRevision({ hash, query, foundDay }: PageRevision): string {
  return [hash, query, foundDay].join('.');
}

/** Undefined for a revision that is not ours. */
export function readRevision(revision: string): PageRevision | undefined {
  const [hash, query, day] = revision.split('.');
  const foundDay = Number(day);
  if (!hash || !query || !Number.isInteger(foundDay)) return undefined;
  return { hash, query, foundDay };
}

/**
 * The revision of a page that a query has found. As long as the content is the same and the note
 * is fresh it stays what it was, also when another saved query finds the page first this time.
 */
export function revisionWhenFound(
  found: PageRevision,
  stored: PageRevision | undefined,
  isSaved: (query: string) => boolean,
): PageRevision {
  const isFresh =
    stored !== undefined &&
    isSaved(stored.query) &&
    found.foundDay - stored.foundDay < NOTED_AGAIN_AFTER_DAYS;
  return isFresh ? { ...stored, hash: found.hash } : found;
}

/**
 * Whether a page that no query found this time stays. One whose note cannot be read gets a new one.
 */
export function isStillWanted(
  stored: PageRevision | undefined,
  today: number,
  isSaved: (query: string) => boolean,
): boolean {
  if (stored === undefined) return true;
  return isSaved(stored.query) && today - stored.foundDay <= KEPT_DAYS;
}
