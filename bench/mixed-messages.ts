import type { DataSourceConnectionRow } from '@rita/api-server/platform/db/data-source-tables';
import type { RunStatusMessage } from '@rita/contracts';

/** What a connector of the field sends in the course of two syncs and two verifications. */
const LIFE = [
  ['sync', 'sync_started', {}],
  ['sync', 'sync_progress', { documents_processed: 10 }],
  ['sync', 'sync_progress', { documents_processed: 20, documents_total: 30 }],
  ['sync', 'sync_progress', { documents_processed: 30, phase: 'Reading pages' }],
  ['sync', 'sync_completed', { documents_processed: 30 }],
  ['verification', 'success', { options: { spaces: 'ENG,HR,OPS,SALES' }, error: null }],
  ['sync', 'sync_started', {}],
  ['sync', 'sync_progress', { documents_processed: 7 }],
  ['sync', 'sync_failed', { error_message: 'The source did not answer' }],
  ['verification', 'failed', { error: 'The token was refused' }],
] as const;

const FIRST_SENT_AT = Date.UTC(2026, 0);
/** Of a run that never was. */
const OTHER_RUN = '00000000-0000-4000-8000-000000000000';

/**
 * `count` messages in the order of sending, spread evenly over the connections. About one in ten is
 * sent twice, one in twenty belongs to a run that is over, and connections in a sync first end it by
 * numbered messages. The same for the same input.
 */
export function mixMessages(
  rows: readonly DataSourceConnectionRow[],
  count: number,
): RunStatusMessage[] {
  const lives = rows.map((row, index) => createLife(row, index));
  return Array.from({ length: count }, (_, at) => {
    const next = lives[at % lives.length];
    if (next === undefined) throw new Error('no connections');
    return next();
  });
}

function createLife(row: DataSourceConnectionRow, index: number): () => RunStatusMessage {
  let sent = 0;
  let step = index % 4 === 0 ? 5 : 0;
  let last: RunStatusMessage | undefined;
  const running = runningSync(row);
  return () => {
    sent += 1;
    const dice = (sent * 7 + index * 3) % 20;
    if (dice < 2 && last !== undefined) return last;
    if (dice === 2) return named(row, 'sync_completed', { run_id: OTHER_RUN, seq: 9 });
    last = running.shift() ?? established(row, { step, sentAt: FIRST_SENT_AT + sent * 1_000 });
    if (!('seq' in last)) step += 1;
    return last;
  };
}

function runningSync(row: DataSourceConnectionRow): RunStatusMessage[] {
  const { run_id } = row;
  if (run_id === null) return [];
  return [
    named(row, 'sync_progress', { run_id, seq: 1, documents_processed: 25, heartbeat_seconds: 30 }),
    named(row, 'sync_progress', { run_id, seq: 2, documents_processed: 50, heartbeat_seconds: 30 }),
    named(row, 'sync_completed', { run_id, seq: 3, documents_processed: 60, documents_total: 60 }),
  ];
}

function named(
  row: DataSourceConnectionRow,
  status: 'sync_progress' | 'sync_completed',
  fields: { run_id: string; seq: number; [more: string]: unknown },
): RunStatusMessage {
  return { ...addressOf(row), type: 'sync', status, ...fields };
}

/** With just the fields that every connector knows. */
function established(
  row: DataSourceConnectionRow,
  { step, sentAt }: { step: number; sentAt: number },
): RunStatusMessage {
  const [type, status, fields] = LIFE[step % LIFE.length] ?? LIFE[0];
  const timestamp = new Date(sentAt).toISOString();
  return { ...addressOf(row), type, status, timestamp, ...fields } as RunStatusMessage;
}

function addressOf(row: DataSourceConnectionRow) {
  return { connection_id: row.id, tenant_id: row.organization_id };
}
