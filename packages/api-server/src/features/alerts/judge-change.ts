import { ACCESS_LOST_CODES, isProblemCode, PROBLEMS, type ProblemCode } from '@rita/contracts';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import type { RunAudit } from '../runs/run-state.ts';

/** What a change of a connection says of what was wrong with it: the cause, or null where that is over. */
export type Verdicts = Partial<Record<'failed' | 'access_lost' | 'held', ProblemCode | null>>;

type Changed = {
  row: Pick<DataSourceConnectionRow, 'enabled' | 'next_sync_at' | 'sync_failures'>;
  audit: readonly RunAudit[];
};

/** What the schedule repeats by itself is told when that failed, too. */
const FAILURES_BEFORE_ALERT = 2;

/** Pure: the row as it is written, and the entries of the audit log that are written with it, in order. */
export function judgeChange({ row, audit }: Changed): Verdicts {
  const verdicts: Verdicts = {};
  for (const entry of audit) Object.assign(verdicts, judgeEntry(entry, row));
  if (row.enabled) return verdicts;
  // Who sets a connection up looks at it.
  const over = Object.entries(verdicts).filter(([, cause]) => cause === null);
  return Object.fromEntries(over);
}

function judgeEntry({ action, details, isOfAttempt }: RunAudit, row: Changed['row']): Verdicts {
  const code = isProblemCode(details.error_code) ? details.error_code : undefined;
  switch (action) {
    case 'sync.completed':
      return { failed: null, access_lost: null, held: null };
    case 'sync.failed':
      return code === undefined ? {} : judgeFailure(code, row);
    case 'verification.succeeded':
    case 'access.completed':
      return { access_lost: null };
    case 'verification.failed':
    case 'access.failed': {
      const isAccessLost = code !== undefined && ACCESS_LOST_CODES.has(code);
      return isAccessLost && isOfAttempt !== true ? { access_lost: code } : {};
    }
    default:
      return {};
  }
}

function judgeFailure(code: ProblemCode, row: Changed['row']): Verdicts {
  // It got as far as to know what is gone: the source works.
  if (code === 'too_many_deletions') return { held: code, failed: null, access_lost: null };
  if (ACCESS_LOST_CODES.has(code)) return { access_lost: code };
  const isRepeated = PROBLEMS[code].retry === 'automatic' && row.next_sync_at !== null;
  return isRepeated && row.sync_failures < FAILURES_BEFORE_ALERT ? {} : { failed: code };
}
