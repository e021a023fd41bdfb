import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import type { SqlType } from '../../platform/db/rows-from-arrays.ts';

/** All columns of a connection but its key and what never changes, with their types in the database. */
export const WRITTEN = {
  name: 'text',
  description: 'text',
  settings: 'jsonb',
  status: 'text',
  enabled: 'boolean',
  last_sync_status: 'text',
  last_sync_at: 'timestamptz',
  last_sync_error: 'text',
  last_verification_at: 'timestamptz',
  last_verification_error: 'text',
  latest_options: 'jsonb',
  verification_checks: 'jsonb',
  error_code: 'text',
  credentials_expire_at: 'timestamptz',
  verified_method: 'text',
  failed_attempt: 'jsonb',
  run_id: 'text',
  run_seq: 'integer',
  run_started_at: 'timestamptz',
  run_accepted_at: 'timestamptz',
  run_deadline_at: 'timestamptz',
  run_last_heard_at: 'timestamptz',
  run_heartbeat_seconds: 'integer',
  run_phase: 'text',
  run_waiting_until: 'timestamptz',
  run_queue_position: 'integer',
  run_held_up_by: 'text',
  run_look_at: 'timestamptz',
  run_sender_start_at: 'timestamptz',
  last_run_id: 'text',
  last_run_kind: 'text',
  last_run_ended_by: 'text',
  last_result_sender_at: 'timestamptz',
  last_result_digest: 'text',
  last_result_applied_at: 'timestamptz',
  last_cancelled_at: 'timestamptz',
  last_cancelled_sender_at: 'timestamptz',
  last_verified_at: 'timestamptz',
  pending_settings: 'jsonb',
  pending_attempt: 'jsonb',
  documents_processed: 'integer',
  documents_total: 'integer',
  documents_failed: 'integer',
  documents_added: 'integer',
  documents_updated: 'integer',
  documents_removed: 'integer',
  documents_kept: 'integer',
  deletions_held: 'integer',
  deletions_held_of: 'integer',
  search_language: 'text',
  sync_schedule: 'jsonb',
  next_sync_at: 'timestamptz',
  sync_failures: 'integer',
  paused_at: 'timestamptz',
  paused_reason: 'text',
  paused_by: 'text',
  version: 'integer',
  updated_by: 'text',
  updated_at: 'timestamptz',
} as const satisfies Partial<Record<keyof DataSourceConnectionRow, SqlType>>;
export type WrittenColumn = keyof typeof WRITTEN;

export const WRITTEN_COLUMNS = Object.keys(WRITTEN) as readonly WrittenColumn[];
const POSITIONS = Object.fromEntries(
  WRITTEN_COLUMNS.map((name, position) => [name, position]),
) as Record<WrittenColumn, number>;

/** Bit operators of JavaScript take 32 bits, one of which is the sign. */
const BITS_OF_A_HALF = 30;
if (WRITTEN_COLUMNS.length > 2 * BITS_OF_A_HALF) throw new RangeError('too many columns for a set');

/** Columns of one row, a bit for each: a batch has as many of these as rows. */
export class ColumnSet {
  #low = 0;
  #high = 0;

  add(name: WrittenColumn): void {
    const position = POSITIONS[name];
    if (position < BITS_OF_A_HALF) this.#low |= 1 << position;
    else this.#high |= 1 << (position - BITS_OF_A_HALF);
  }

  has(name: WrittenColumn): boolean {
    const position = POSITIONS[name];
    const [half, bit] =
      position < BITS_OF_A_HALF ? [this.#low, position] : [this.#high, position - BITS_OF_A_HALF];
    return (half & (1 << bit)) !== 0;
  }

  isEmpty(): boolean {
    return (this.#low | this.#high) === 0;
  }

  forEach(visit: (name: WrittenColumn, position: number) => void): void {
    visitBits(this.#low, 0, visit);
    visitBits(this.#high, BITS_OF_A_HALF, visit);
  }

  /** The sum of the columns' `bitOf`. */
  toBits(): string {
    return String((BigInt(this.#high) << BigInt(BITS_OF_A_HALF)) | BigInt(this.#low));
  }
}

/** In digits: a bigint of the database has a bit for every column, a number of JavaScript has not. */
export function bitOf(name: WrittenColumn): string {
  return String(1n << BigInt(POSITIONS[name]));
}

function visitBits(
  half: number,
  from: number,
  visit: (name: WrittenColumn, position: number) => void,
): void {
  for (let bits = half; bits !== 0; bits &= bits - 1) {
    const position = from + 31 - Math.clz32(bits & -bits);
    const name = WRITTEN_COLUMNS[position];
    if (name !== undefined) visit(name, position);
  }
}

/** The set of these columns. */
export function columnSet(names: readonly WrittenColumn[]): ColumnSet {
  const set = new ColumnSet();
  for (const name of names) set.add(name);
  return set;
}
