import { boundSettings, type DataSourceConnection, type SampleSource } from '@rita/contracts';
import { isUnread } from '../access/is-unread.ts';
import { isSameSetting } from '../configure/is-same-setting.ts';

/**
 * What a connection is to the sample source of its type.
 * - `own`: it is, or was begun to be, somebody's own source
 * - `open`: there is nothing yet · `refused`: nor is there, for the last attempt failed
 * - `checking`: access is being proven
 * - `proven`: the connector holds the sample's credentials · `chosen`: and what to read is said
 * - `reading`: its documents, for the first time or again · `failed`: that did not work
 * - `permissions`: who may find the documents is not read yet · `ready`
 */
export type SampleState =
  | 'own'
  | 'open'
  | 'refused'
  | 'checking'
  | 'proven'
  | 'chosen'
  | 'reading'
  | 'failed'
  | 'permissions'
  | 'ready';

/** Told from the connection alone, so that any tab, and this one opened again, can go on. */
export function sampleState(connection: DataSourceConnection, sample: SampleSource): SampleState {
  if (!connection.enabled && connection.verified_at === null) return unproven(connection, sample);
  if (!isOf(connection, sample)) return 'own';
  if (!connection.enabled) return connection.status === 'idle' ? 'proven' : 'checking';
  return enabled(connection);
}

function unproven(connection: DataSourceConnection, sample: SampleSource): SampleState {
  if (connection.status !== 'idle') return 'checking';
  if (!isFree(connection, sample)) return 'own';
  return connection.last_verification_error === null ? 'open' : 'refused';
}

function enabled(connection: DataSourceConnection): SampleState {
  if (connection.status === 'syncing') return 'reading';
  switch (connection.last_sync_status) {
    case 'completed':
      return isUnread(connection) ? 'permissions' : 'ready';
    case 'failed':
      return 'failed';
    default:
      return 'chosen';
  }
}

/** Whether its address and account are those of the sample. */
function isOf({ type, settings }: DataSourceConnection, sample: SampleSource): boolean {
  const held = boundSettings(type, settings);
  const wanted = boundSettings(type, sample.settings);
  const keys = [...new Set([...Object.keys(held), ...Object.keys(wanted)])];
  return keys.every((key) => isSameSetting(held[key], wanted[key]));
}

/** Whether nobody has entered an address or an account of their own. */
function isFree({ type, settings }: DataSourceConnection, sample: SampleSource): boolean {
  const wanted = boundSettings(type, sample.settings);
  return Object.entries(boundSettings(type, settings)).every(([key, value]) =>
    isSameSetting(value, wanted[key]),
  );
}

/** Those that one click takes a step further; one that has failed is tried again by itself alone. */
const TO_GO_ON: ReadonlySet<SampleState> = new Set(['open', 'proven', 'chosen']);
/** Something is under way at the connector, whoever began it. */
const UNDER_WAY: ReadonlySet<SampleState> = new Set(['checking', 'reading', 'permissions']);

/** What the samples are together. `left`: those that one click would connect. */
export type SamplesTogether<Row> = {
  phase: 'offer' | 'running' | 'done';
  left: Row[];
  ready: number;
};

/** `isBusy`: this tab is at it. */
export function samplesTogether<Row extends { state: SampleState; isBusy: boolean }>(
  rows: readonly Row[],
): SamplesTogether<Row> {
  const left = rows.filter(({ state, isBusy }) => TO_GO_ON.has(state) && !isBusy);
  const ready = rows.filter(({ state }) => state === 'ready').length;
  const isRunning = rows.some(({ state, isBusy }) => isBusy || UNDER_WAY.has(state));
  if (left.length > 0) return { phase: 'offer', left, ready };
  if (isRunning) return { phase: 'running', left, ready };
  return { phase: ready > 0 ? 'done' : 'offer', left, ready };
}
