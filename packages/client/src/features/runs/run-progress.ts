import type { DataSourceConnection } from '@rita/contracts';

type Sample = { at: number; processed: number };

/** How far a sync is, folded from all states of it that were seen. */
export type RunProgress = {
  runId: string | null;
  processed: number;
  total: number | null;
  /** 0 to 1, never less than before; null while the total is not known. */
  fraction: number | null;
  /** Documents per second over the last seconds, or null when too little is known. */
  perSecond: number | null;
  /** Seconds, or null when nobody can tell. */
  secondsLeft: number | null;
  samples: readonly Sample[];
};

const WINDOW_MS = 15_000;
const SHORTEST_SPAN_MS = 1500;

/**
 * The progress after one more state of the connection was seen at `now` (milliseconds). Within
 * one run neither the count nor the bar ever goes back, even when the source finds more on the way.
 */
export function foldProgress(
  previous: RunProgress | null,
  connection: DataSourceConnection,
  now: number,
): RunProgress {
  const before = previous?.runId === connection.run_id ? previous : null;
  const processed = Math.max(before?.processed ?? 0, connection.documents_processed);
  const total = connection.documents_total;
  const samples = addSample(before?.samples ?? [], { at: now, processed });
  const perSecond = rateOf(samples) ?? averageOf(connection, { at: now, processed });
  return {
    runId: connection.run_id,
    processed,
    total,
    fraction: fractionOf(processed, total, before?.fraction ?? 0),
    perSecond,
    secondsLeft:
      total === null || perSecond === null ? null : Math.max(0, total - processed) / perSecond,
    samples,
  };
}

function fractionOf(processed: number, total: number | null, before: number): number | null {
  if (total === null || total === 0) return null;
  return Math.max(before, Math.min(1, processed / total));
}

function addSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const last = samples.at(-1);
  if (last && sample.processed === last.processed && sample.at - last.at < WINDOW_MS) {
    return samples;
  }
  return [...samples, sample].filter(({ at }) => sample.at - at <= WINDOW_MS);
}

function rateOf(samples: readonly Sample[]): number | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || last.at - first.at < SHORTEST_SPAN_MS) return null;
  const rate = ((last.processed - first.processed) * 1000) / (last.at - first.at);
  return rate > 0 ? rate : null;
}

/** Before there is a window of our own to look at: the average since the run began. */
function averageOf(connection: DataSourceConnection, sample: Sample): number | null {
  if (connection.run_started_at === null || sample.processed === 0) return null;
  const elapsed = sample.at - Date.parse(connection.run_started_at);
  return elapsed < SHORTEST_SPAN_MS ? null : (sample.processed * 1000) / elapsed;
}
