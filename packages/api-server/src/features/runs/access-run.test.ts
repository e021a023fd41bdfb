import type { AccessStatusMessage, AccessSummary } from '@rita/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConnectionAccessRow } from '../../platform/db/access-tables.ts';
import {
  acceptAccessRun,
  applyAccessMessage,
  beginAccessRun,
  cancelAccessRun,
  failAccessRun,
} from './access-run.ts';
import { expireAccessRun, isAccessRunExpired } from './access-run-look.ts';

const LIMITS = { acceptMs: 60_000, verifyMs: 120_000, syncSilenceMs: 600_000, syncMs: 86_400_000 };
const T0 = Date.parse('2026-11-28T12:00:00Z');
const at = (ms: number) => ({ now: new Date(T0 + ms), limits: LIMITS });

const IDLE: ConnectionAccessRow = {
  connection_id: '00000000-0000-4000-8000-000000000001',
  organization_id: 'org',
  mode: 'source',
  status: 'idle',
  run_id: null,
  run_seq: 0,
  run_started_at: null,
  run_accepted_at: null,
  run_deadline_at: null,
  run_last_heard_at: null,
  run_heartbeat_seconds: null,
  run_phase: null,
  run_waiting_until: null,
  run_queue_position: null,
  run_held_up_by: null,
  documents_processed: 0,
  documents_total: null,
  run_asked_for: false,
  last_run_id: null,
  last_run_ended_by: null,
  last_result: null,
  last_checked_at: null,
  last_ended_at: null,
  error_code: null,
  error: null,
  summary: null,
  every_minutes: 30,
  next_check_at: null,
  failures: 0,
};
const SUMMARY: AccessSummary = {
  documents: { public: 1, members_of_source: 2, rule: 3, nobody: 4 },
  hidden: { refused: 4 },
  people: 5,
  groups: 6,
  findings: [],
  people_complete: true,
  documents_complete: true,
};

const run = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const begun = (n: number, ms = 0) => ({ ...IDLE, ...beginAccessRun(run(n), at(ms)) });

function message(status: string, more: Partial<AccessStatusMessage> = {}): AccessStatusMessage {
  const ids = { connection_id: IDLE.connection_id, tenant_id: 'org', run_id: run(1) };
  return { type: 'access', ...ids, seq: 1, status, ...more } as AccessStatusMessage;
}

function play(row: ConnectionAccessRow, ...messages: AccessStatusMessage[]) {
  const outcomes: string[] = [];
  let current = row;
  for (const [index, one] of messages.entries()) {
    const result = applyAccessMessage(current, one, at(1000 * (index + 1)));
    outcomes.push(result.outcome);
    if (result.outcome === 'applied') current = { ...current, ...result.changes };
  }
  return { row: current, outcomes };
}

test('from its start to its result', () => {
  const { row, outcomes } = play(
    begun(1),
    message('access_started', { heartbeat_seconds: 15 }),
    message('access_progress', { seq: 2, documents_processed: 7, documents_total: 9 }),
    message('access_completed', { seq: 3, documents_updated: 2, summary: SUMMARY }),
  );
  expect(outcomes).toEqual(['applied', 'applied', 'applied']);
  expect(row).toMatchObject({
    status: 'idle',
    run_id: null,
    last_result: 'completed',
    // As fresh as the moment it began, not as the moment it ended.
    last_checked_at: new Date(T0),
    next_check_at: new Date(T0 + 3_000 + 30 * 60_000),
    summary: SUMMARY,
    failures: 0,
  });
});

test('a time to wait until that no row can hold is none', () => {
  const until = (waiting_until: string) =>
    play(begun(1), message('access_progress', { waiting_until })).row.run_waiting_until;
  expect(until('2026-11-28T13:00:00+01:00')).toEqual(new Date(T0));
  expect(until('9999-12-31T23:59:59-23:00')).toBeNull();
});

test('the place of a reading that waits stands until it begins', () => {
  const place = (queue_position: number, seq: number) =>
    message('access_progress', { seq, queue_position });
  const waiting = play(begun(1), place(4, 1), place(1, 2), place(4, 1)).row;
  expect(waiting.run_queue_position).toBe(1);
  expect(play(waiting, message('access_started', { seq: 3 })).row.run_queue_position).toBeNull();
  expect(cancelAccessRun(waiting, at(1).now).changes.run_queue_position).toBeNull();
});

test('a number that was seen, a run that is over, and a message that names no run change nothing', () => {
  const done = message('access_completed', { seq: 3 });
  const late = message('access_progress', { seq: 4 });
  const unnamed = message('access_completed', { run_id: null });
  const { outcomes } = play(begun(1), done, done, late, unnamed);
  expect(outcomes).toEqual(['applied', 'duplicate', 'stale', 'stale']);
  const other = message('access_completed', { run_id: run(2) });
  expect(play(begun(1), other).outcomes).toEqual(['stale']);
});

test('a result repairs what only the deadline had ended, until a newer reading begins', () => {
  const late = at(70_000);
  const row = begun(1);
  expect(isAccessRunExpired(row, new Date(T0 + 59_999))).toBe(false);
  expect(isAccessRunExpired(row, late.now)).toBe(true);
  const given = { ...row, ...failAccessRun(row, { code: 'timed_out' }, late.now).changes };
  expect(given).toMatchObject({ last_result: 'failed', failures: 1, error_code: 'timed_out' });
  const done = message('access_completed', { seq: 3 });
  const repaired = applyAccessMessage(given, done, late);
  expect(repaired).toMatchObject({ outcome: 'applied', changes: { failures: 0 } });
  const newer = { ...given, ...beginAccessRun(run(2), late) };
  expect(applyAccessMessage(newer, done, late)).toEqual({ outcome: 'stale' });
  const again = message('access_failed', { seq: 3 });
  expect(applyAccessMessage(given, again, late)).toMatchObject({ changes: { failures: 1 } });
});

test('failures are tried again ever later, but at least every four hours', () => {
  let row = IDLE;
  const pauses: number[] = [];
  for (let failures = 1; failures <= 6; failures += 1) {
    row = { ...row, ...beginAccessRun(run(1), at(0)) };
    row = { ...row, ...failAccessRun(row, { code: 'connector_unreachable' }, at(0).now).changes };
    pauses.push((Number(row.next_check_at) - T0) / 60_000);
  }
  expect(pauses).toEqual([60, 120, 240, 240, 240, 240]);
  const daily = { ...begun(1), every_minutes: 1440 };
  const { changes } = failAccessRun(daily, { code: 'timed_out' }, at(0).now);
  expect((Number(changes.next_check_at) - T0) / 60_000).toBe(1440);
});

test('the log tells of a reading that changed something, ended otherwise than the last, or was asked for', () => {
  const completed = { ...begun(1), last_result: 'completed' as const };
  const tells = (row: ConnectionAccessRow, one: AccessStatusMessage) => {
    const result = applyAccessMessage(row, one, at(1));
    return result.outcome === 'applied' ? result.audit.map(({ action }) => action) : [];
  };
  expect(tells(completed, message('access_completed', { documents_updated: 0 }))).toEqual([]);
  expect(tells(completed, message('access_completed', { documents_updated: 1 }))).toEqual([
    'access.completed',
  ]);
  expect(tells(completed, message('access_failed'))).toEqual(['access.failed']);
  const askedFor = { ...completed, run_asked_for: true };
  expect(tells(askedFor, message('access_completed'))).toEqual(['access.completed']);
  expect(tells(begun(1), message('access_completed'))).toEqual(['access.completed']);
});

test('a connector that took the webhook has as long as a sync, until it promises signs of life', () => {
  const row = { ...begun(1), ...acceptAccessRun(begun(1), at(1_000)) };
  expect(row.run_deadline_at).toEqual(new Date(T0 + LIMITS.syncMs));
  const heard = play(row, message('access_started')).row;
  expect(heard.run_deadline_at).toEqual(new Date(T0 + LIMITS.syncMs));
  const promised = play(row, message('access_started', { heartbeat_seconds: 15 })).row;
  expect(promised.run_deadline_at).toEqual(new Date(T0 + 1_000 + LIMITS.syncSilenceMs));
  // A clock that jumps back takes no time away.
  const beat = message('access_progress', { seq: 2 });
  const after = applyAccessMessage(promised, beat, at(0));
  expect(after).toMatchObject({ changes: { run_deadline_at: promised.run_deadline_at } });
});

test('a reading whose results wait somewhere is not ended, up to the time of a sync', () => {
  const row = { ...begun(1), ...acceptAccessRun(begun(1), at(1_000)) };
  const expire = (by: Parameters<typeof expireAccessRun>[1], ms = 700_000, of = row) =>
    expireAccessRun(of, by, at(ms)).changes;
  for (const by of ['queue', 'broker', 'app'] as const) {
    expect(expire(by)).toEqual({ run_held_up_by: by, run_deadline_at: new Date(T0 + 760_000) });
    expect(expire(by, LIMITS.syncMs)).toMatchObject({ status: 'idle', error_code: 'timed_out' });
    // Nobody took it, so nothing of it can wait.
    expect(expire(by, 61_000, begun(1))).toMatchObject({ error_code: 'timed_out' });
  }
  expect(expire(null)).toMatchObject({ status: 'idle', error_code: 'timed_out' });
  expect(expire('connector')).toMatchObject({
    last_run_ended_by: 'deadline',
    error_code: 'connector_unreachable',
  });
});

test('in any order and however often: at most one result counts, and counts do not run back before it', () => {
  const statuses = [
    'access_started',
    'access_progress',
    'access_completed',
    'access_failed',
  ] as const;
  const one = fc.record({
    status: fc.constantFrom(...statuses),
    seq: fc.integer({ min: 1, max: 6 }),
    run_id: fc.constantFrom(run(1), run(2)),
    documents_processed: fc.nat(100),
  });
  const runs = fc.property(fc.array(one, { maxLength: 30 }), (given) => {
    let row = begun(1);
    let results = 0;
    for (const fields of given) {
      const result = applyAccessMessage(row, message(fields.status, fields), at(5));
      if (result.outcome !== 'applied') continue;
      expect(fields.run_id).toBe(run(1));
      const next = { ...row, ...result.changes };
      expect(next.run_seq).toBeGreaterThan(row.run_seq);
      if (next.status === 'idle') results += 1;
      else expect(next.documents_processed).toBeGreaterThanOrEqual(row.documents_processed);
      expect((next.status === 'idle') === (next.run_id === null)).toBe(true);
      row = next;
    }
    expect(results).toBeLessThanOrEqual(1);
  });
  fc.assert(runs, { numRuns: 2_000 });
});

test('a reading that was asked for while one went on follows on its end, however that ended', () => {
  const wanted = new Date(T0 + 500);
  const asked = { ...begun(1), next_check_at: wanted };
  for (const status of ['access_completed', 'access_failed', 'access_cancelled']) {
    expect(play(asked, message(status)).row.next_check_at).toEqual(wanted);
  }
  // A late result plans anew: what was planned was for a reading that seemed to have failed.
  const given = { ...asked, ...failAccessRun(asked, { code: 'timed_out' }, new Date(T0)).changes };
  const late = play(given, message('access_completed')).row;
  expect(late.next_check_at).toEqual(new Date(T0 + 1000 + 30 * 60_000));
});
