import { expect } from 'vitest';
import { sealAuditLog } from '../src/features/audit/seal-audit-log.ts';
import { verifyAuditLog } from '../src/features/audit/verify-audit-log.ts';
import type { TestApp } from './start-test-app.ts';

/**
 * What must hold after every fault (reliability.md, I1, I2, I7, I8), read from the database of the
 * app: no run is half there or past its deadline, each run began and ended at most once in the audit
 * log, and the log is as it was sealed, now and before. Call it when nothing is under way and a sweep
 * has been.
 */
export async function expectInvariants(app: TestApp, secret: string): Promise<void> {
  const { rows: broken } = await app.database.executeSql(
    `select id from data_source_connections
      where (status = 'idle') <> (run_id is null) or (run_id is null) <> (run_deadline_at is null)
        or run_id = last_run_id or run_deadline_at < clock_timestamp() - interval '5 seconds'
        or status <> 'idle' and (run_look_at is null or run_look_at > run_deadline_at)`,
  );
  expect(broken).toEqual([]);
  const { rows: twice } = await app.database.executeSql(
    `select object_id, details->>'run_id' as run_id, split_part(action, '.', 2) = 'started' as began,
        array_agg(action) as actions
      from audit_events where object_type = 'data_source' and details->>'run_id' is not null
      group by 1, 2, 3
      having count(*) > 1 and not (
        -- The one exception of I2: ended by its deadline, then by its real result.
        count(*) = 2 and count(*) filter (where actor_type = 'system') = 1
        and min(position) filter (where actor_type = 'system') = min(position)
      )`,
  );
  expect(twice).toEqual([]);
  await sealAuditLog(app.deps, app.deps.background.signal);
  const told = app.logText().matchAll(/"checkpoint":"(?<checkpoint>[^"]+)"/g);
  const checkpoints = [...told].map(({ groups }) => groups?.checkpoint ?? '');
  expect(checkpoints).not.toEqual([]);
  expect((await verifyAuditLog(app.database.kysely, checkpoints)).faults).toEqual([]);
  // I5, as far as this process goes: connector and broker have searches of their own.
  const tables = ['data_source_connections', 'audit_events', 'outgoing_webhooks'];
  const dumps = await Promise.all(
    tables.map((name) => app.database.executeSql(`select t::text as line from ${name} t`)),
  );
  expect(JSON.stringify(dumps) + app.logText()).not.toContain(secret);
}
