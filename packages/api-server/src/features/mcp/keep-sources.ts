import type { ReadSources, Sources } from './freshness.ts';

const KEPT_MS = 1_000;
const MOST_KEPT = 1_000;

type Kept = { sources: Promise<Sources>; until: number };

/**
 * The same for answers, which say from when a source is: what was read within the second before will
 * do, as it does for who asks (`keepPrincipals`). An assistant asks several times for one question.
 */
export function keepSources(
  read: ReadSources,
  { keptMs = KEPT_MS, now = () => performance.now() } = {},
): ReadSources {
  const kept = new Map<string, Kept>();
  return (organizationId) => {
    const found = kept.get(organizationId);
    if (found !== undefined && now() < found.until) return found.sources;
    const entry = { sources: read(organizationId), until: now() + keptMs };
    // What was read last stands last.
    kept.delete(organizationId);
    kept.set(organizationId, entry);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    entry.sources.catch(() => {
      if (kept.get(organizationId) === entry) kept.delete(organizationId);
    });
    return entry.sources;
  };
}
