import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { insertAuditEvents } from '../src/features/audit/audit.store.ts';
import { type AuditLog, entryOf, openAuditLog } from './audit-log.ts';

const PROGRAM = fileURLToPath(new URL('../src/audit.ts', import.meta.url));
const isEmbedded = process.env.TEST_DATABASE === 'pglite';

let log: AuditLog;
beforeEach(async () => {
  log = await openAuditLog();
});
afterEach(() => log.close());

function command(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, DATABASE_URL: log.url };
  return promisify(execFile)(process.execPath, [PROGRAM, ...args], { env }).then(
    (done) => ({ code: 0, ...done }),
    (failed) => failed,
  );
}

test('a log that nobody touched is intact, and says what came since', async () => {
  expect(await log.verify()).toMatchObject({ seals: 0, checkpoint: null, faults: [] });
  await log.seal();
  await log.write('a', 'b');
  await log.seal();
  await log.seal();
  await log.write('c');
  await log.seal();
  await log.write('d');
  expect(log.checkpoints).toHaveLength(2);
  expect(await log.verify(...log.checkpoints)).toEqual({
    seals: 2,
    entries: { sealed: 3, since: 1 },
    checkpoint: log.checkpoints[1],
    faults: [],
  });
});

test('a log that was there before the seals, with a long gap, gets several', async () => {
  await log.executeSql(`insert into audit_events
    (organization_id, action, actor_type, object_type, object_id)
    select 'o', 'sync.started', 'user', 'data_source', n::text from generate_series(1, 50100) as n`);
  await log.executeSql(`select setval('audit_events_position_seq', 200000)`);
  await log.write('a');
  // A process that leaves does not finish all of it first.
  await log.seal(AbortSignal.abort());
  expect(log.checkpoints).toEqual([]);
  await log.seal();
  expect(await log.verify(...log.checkpoints)).toMatchObject({
    seals: 5,
    entries: { sealed: 50_101, since: 0 },
    faults: [],
  });
  expect(log.checkpoints).toHaveLength(5);
});

test('entries that nobody seals are told', async () => {
  await log.write('a');
  await log.seal();
  await log.write('b');
  await log.tamper(
    `update audit_events set occurred_at = now() - interval '11 minutes' where object_id = 'b'`,
  );
  expect((await log.verify()).faults).toEqual([expect.stringContaining('without a seal')]);
});

test('seals can neither be changed nor removed', async () => {
  await log.write('a');
  await log.seal();
  for (const statement of [
    `update audit_seals set entries = 7`,
    'delete from audit_seals',
    'truncate audit_seals',
  ]) {
    await expect(log.executeSql(statement)).rejects.toThrow(/audit_seals is append-only/);
  }
});

test.skipIf(isEmbedded)('an entry that is committed late is sealed too', async () => {
  const written = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const late = log.db.transaction().execute(async (trx) => {
    await insertAuditEvents(trx, 'o', [entryOf('late')]);
    written.resolve();
    await end.promise;
  });
  await written.promise;
  await log.write('after');
  const sealing = log.seal();
  await wait(200);
  expect(log.checkpoints).toEqual([]);
  end.resolve();
  await Promise.all([late, sealing]);
  expect(await log.verify(...log.checkpoints)).toMatchObject({
    seals: 1,
    entries: { sealed: 2, since: 0 },
    faults: [],
  });
});

test.skipIf(isEmbedded)(
  'the command tells all of it and ends with 1 when something is wrong',
  async () => {
    expect(await command('verify')).toMatchObject({
      code: 0,
      stdout: 'Intact. Sealed entries: 0, seals: 0, entries since: 0.\nNothing is sealed yet.\n',
    });
    await log.write('a', 'b');
    await log.seal();
    await log.write('c');
    const [checkpoint = ''] = log.checkpoints;
    expect(await command('verify', checkpoint)).toMatchObject({
      code: 0,
      stdout: `Intact. Sealed entries: 2, seals: 1, entries since: 1.\n${checkpoint}\n`,
    });
    await log.tamper(`delete from audit_events where object_id = 'b'`);
    expect(await command('verify', checkpoint)).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^Seal 1 .* 1 entry fewer .*\nNOT INTACT. Sealed entries: 1,/),
    });
    expect(await command('verify', 'nonsense')).toMatchObject({ code: 1, stdout: '' });
    expect((await command()).stdout).toContain('npm run audit -- verify');
  },
);

test('replicas that seal at once, while entries are written, make one chain', async () => {
  const writing = (async () => {
    for (let at = 0; at < 60; at += 1) await log.write(`w${at}`);
  })();
  for (let round = 0; round < 10; round += 1)
    await Promise.all([log.seal(), log.seal(), log.seal()]);
  await writing;
  await log.seal();
  expect(new Set(log.checkpoints).size).toBe(log.checkpoints.length);
  expect(await log.verify(...log.checkpoints)).toMatchObject({
    seals: log.checkpoints.length,
    entries: { sealed: 60, since: 0 },
    faults: [],
  });
});
