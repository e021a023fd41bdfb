/** Requests of one key that all processes together had in the minute that runs, and what is left of it. */
export type SharedCount = { attempts: number; seconds: number };

/** Adds requests to those of a key; the first ones begin a minute. */
export type AddRequests = (key: string, requests: number) => Promise<SharedCount>;

export type RequestCounts = {
  /** Counts a request. Gives how many there were of this key, and until when they count, in ms. */
  count: (key: string, limit: number) => { current: number; ttl: number };
};

type Entry = {
  /** What all processes had when it was asked last, this one among them. */
  known: number;
  /** Of this process, on their way to the others. */
  underWay: number;
  /** Of this process, not told yet. */
  own: number;
  endsAt: number;
};

const WINDOW_MS = 60_000;
/** Parts of a limit that are told at once: all processes together may be over it by one each. */
const PARTS = 20;
const MOST_KEYS = 50_000;

/**
 * Counts the requests of a minute for all processes together. Each counts by itself, and adds what it
 * counted to the shared store a twentieth of the limit at a time, so that nobody waits for the store
 * and a request in sixty asks it. Without the store each counts alone.
 *
 * @param now in ms; a clock that is set does not move it
 */
export function createRequestCounts(
  add: AddRequests,
  now = () => performance.now(),
): RequestCounts {
  const entries = new Map<string, Entry>();

  function entryOf(key: string): Entry {
    const known = entries.get(key);
    if (known !== undefined && known.endsAt > now()) return known;
    const entry: Entry = { known: 0, underWay: 0, own: 0, endsAt: now() + WINDOW_MS };
    // What began last stands last.
    entries.delete(key);
    entries.set(key, entry);
    for (const [oldest, { endsAt }] of entries) {
      if (endsAt > now() && entries.size <= MOST_KEYS) break;
      entries.delete(oldest);
    }
    return entry;
  }

  async function tell(key: string, entry: Entry): Promise<void> {
    const told = entry.own;
    entry.underWay = told;
    entry.own = 0;
    try {
      const { attempts, seconds } = await add(key, told);
      entry.known = attempts;
      entry.endsAt = now() + seconds * 1_000;
    } catch {
      // That the database is away is told elsewhere.
      entry.known += told;
    }
    entry.underWay = 0;
  }

  return {
    count(key, limit) {
      const entry = entryOf(key);
      entry.own += 1;
      const current = entry.known + entry.underWay + entry.own;
      const isWorthTelling = entry.own >= Math.max(1, Math.floor(limit / PARTS));
      // Whoever is refused already makes no work for the store.
      if (isWorthTelling && entry.underWay === 0 && entry.known <= limit) void tell(key, entry);
      return { current, ttl: entry.endsAt - now() };
    },
  };
}
