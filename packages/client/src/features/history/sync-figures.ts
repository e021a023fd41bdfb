import type { RecordedRun } from '@rita/contracts';

/** What the charts and their table show of one sync. */
export type SyncFigures = {
  id: string;
  endedAt: string;
  /** Null where it was not written down. */
  documents: number | null;
  seconds: number | null;
};

/** The syncs that succeeded, oldest first: what others read so far says nothing about the documents. */
export function figuresOf(runs: readonly RecordedRun[]): SyncFigures[] {
  return runs
    .flatMap((run) =>
      run.kind === 'sync' && run.outcome === 'succeeded' && run.ended_at !== null
        ? [
            {
              id: run.id,
              endedAt: run.ended_at,
              documents: run.documents_processed,
              seconds: secondsOf(run),
            },
          ]
        : [],
    )
    .toReversed();
}

/** How long a run took; null where its start or end is not known. While it goes on: until `now`. */
export function secondsOf(
  { started_at: from, ended_at: to, outcome }: RecordedRun,
  now?: number,
): number | null {
  const end = to === null ? (outcome === 'running' ? now : undefined) : Date.parse(to);
  if (from === null || end === undefined) return null;
  return Math.max(0, (end - Date.parse(from)) / 1000);
}

export type Point = { x: number; y: number };

/**
 * Where values stand in a chart of this size: times from start to end, values from 0 at the bottom
 * to the largest at the top. One value alone stands in the middle.
 */
export function pointsOf(
  values: readonly { at: string; value: number }[],
  { width, height }: { width: number; height: number },
): Point[] {
  const times = values.map(({ at }) => Date.parse(at));
  const first = Math.min(...times);
  const span = Math.max(...times) - first;
  const most = Math.max(...values.map(({ value }) => value));
  return values.map(({ value }, index) => ({
    x: span === 0 ? width / 2 : (((times[index] ?? first) - first) / span) * width,
    y: most === 0 ? height : height - (value / most) * height,
  }));
}
