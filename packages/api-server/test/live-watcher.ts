import type { DataSourceConnection } from '@rita/contracts';
import { waitFor } from '@rita/test-kit';
import { expect } from 'vitest';
import { type LiveEvent, openLiveReader } from './live-reader.ts';
import type { TestUser } from './start-test-app.ts';

/** A browser that stays open through all tests of a file, comes back when it is cut, and folds events as ours does. */
export async function startLiveWatcher(url: string, user: TestUser) {
  const open = () => openLiveReader(url, { cookie: user.cookie });
  let reader = await open();
  await reader.next('snapshot');

  /** What it shows; after a cut, what it shows once it is back. */
  async function shown(): Promise<string[]> {
    if (reader.state.isOver) reader = await open();
    return versionsOf(fold(reader.events));
  }

  return {
    /** I3: in the end it shows what the database has. */
    expectUpToDate: async () => {
      const { body } = await user.api('GET', '/api/data-sources');
      const stored = versionsOf(body.data);
      const isSame = async () => (await shown()).join() === stored.join();
      await waitFor(isSame).catch(() => {});
      expect(await shown()).toEqual(stored);
    },
    stop: () => reader.stop(),
  };
}

function fold(events: readonly LiveEvent[]): DataSourceConnection[] {
  const rows = new Map<string, DataSourceConnection>();
  for (const { name, data } of events) {
    if (name === 'snapshot') {
      rows.clear();
      for (const row of data.data_sources) rows.set(row.id, row);
    } else if (name === 'data_source_update') {
      const known = rows.get(data.connection_id);
      if (known === undefined || known.version < data.version) rows.set(data.connection_id, data);
    } else if (name === 'data_source_deleted') {
      rows.delete(data.connection_id);
    }
  }
  return [...rows.values()];
}

function versionsOf(rows: readonly DataSourceConnection[]): string[] {
  return rows
    .map((row) => `${row.id} ${row.version} ${row.status} ${row.last_sync_status}`)
    .toSorted();
}
