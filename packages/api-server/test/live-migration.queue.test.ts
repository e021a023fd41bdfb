import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { migrate } from '@rita/platform/migrate';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../src/deps.ts';
import { startQueueApp } from './queue-app.ts';
import { waitForIdle } from './start-test-app.ts';

test('a migration while it runs holds nobody up for a second, and the old build works on (rows 30, 31)', async () => {
  const at = await startQueueApp();
  const text = (fields: Record<string, unknown>) => JSON.stringify(at.sync(fields));
  const folder = await mkdtemp(join(tmpdir(), 'rita-later-'));
  await cp(fileURLToPath(MIGRATIONS), folder, { recursive: true });
  await writeFile(
    join(folder, '900-later.sql'),
    `alter table data_source_connections add column later text not null default 'x';
       create table later_things (id bigint generated always as identity primary key);
       create index later_index on audit_events (occurred_at, action);`,
  );
  let slowest = 0;
  let changes = 0;
  let isOver = false;
  const timed = async <T>(ask: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const answer = await ask();
    slowest = Math.max(slowest, performance.now() - start);
    return answer;
  };
  const reading = (async () => {
    while (!isOver) {
      expect((await timed(() => at.user.api('GET', at.path))).status).toBe(200);
      changes += 1;
      // Prepared before the migration came, and meant for the columns that there were.
      const settings = { spaces: [`S${changes}`] };
      const changed = await timed(() => at.user.api('PUT', at.path, { settings }));
      expect(changed.status).toBe(200);
    }
  })();
  const newer = await openDatabase<unknown>({
    url: at.app.variables.DATABASE_URL,
    folder: '',
    log: silentLog,
  });
  await migrate(newer, pathToFileURL(`${folder}/`));
  await newer.close();
  isOver = true;
  await reading;
  expect(slowest).toBeLessThan(1_000);

  const runId = await at.startSync();
  await at.queue.send(
    text({ run_id: runId, seq: 1, status: 'sync_completed', documents_processed: 3 }),
  );
  await waitForIdle(at.app, at.id);
  await at.user.api('PUT', at.path, { settings: { spaces: ['ENG'] } });
  // A process of the old build that is started again finds a schema that it does not know.
  const replica = await at.app.startReplica();
  expect((await fetch(`${replica.url}/api/health/ready`)).status).toBe(200);
  await replica.close();
  await at.expectInvariants();
  await at.close();
  await rm(folder, { recursive: true });
});
