import type { DataSourceConnection } from '@rita/contracts';
import { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, test } from 'vitest';
import { connectionFixture } from '../../testing/connection-fixture.ts';
import {
  applyConnection,
  applyLiveEvents,
  beginReading,
  beginSync,
  DATA_SOURCES_KEY,
  reconcile,
} from './data-sources.cache.ts';

const OTHER_ID = '6f1b3c52-5a5e-4a0e-9a4e-0c8f1f5f0002';
const timestamp = '2026-11-23T12:00:00.000Z';
let queryClient: QueryClient;

beforeEach(() => {
  queryClient = new QueryClient();
  queryClient.setQueryData(DATA_SOURCES_KEY, [connectionFixture({ version: 5, name: 'five' })]);
});

function names() {
  return queryClient.getQueryData<{ name: string }[]>(DATA_SOURCES_KEY)?.map(({ name }) => name);
}

function update(changes: Parameters<typeof connectionFixture>[0]) {
  const row = connectionFixture(changes);
  applyLiveEvents(queryClient, [
    {
      name: 'data_source_update',
      data: { ...row, connection_id: row.id, connection_type: row.type, timestamp },
    },
  ]);
}

function snapshot(rows: ReturnType<typeof connectionFixture>[]) {
  applyLiveEvents(queryClient, [
    {
      name: 'snapshot',
      data: { timestamp, organization_id: 'organization-1', data_sources: rows },
    },
  ]);
}

test('an update is applied only when it is newer', () => {
  update({ version: 4, name: 'four' });
  expect(names()).toEqual(['five']);
  update({ version: 6, name: 'six' });
  expect(names()).toEqual(['six']);
});

test('an update of a connection not seen yet adds it', () => {
  update({ id: OTHER_ID, name: 'other' });
  expect(names()).toEqual(['five', 'other']);
});

test('a snapshot replaces the list, but no row by an older version', () => {
  snapshot([connectionFixture({ version: 4, name: 'four' })]);
  expect(names()).toEqual(['five']);
  snapshot([connectionFixture({ id: OTHER_ID, name: 'other' })]);
  expect(names()).toEqual(['other']);
});

test('a snapshot fills a cache that is still empty', () => {
  queryClient.clear();
  snapshot([connectionFixture({ name: 'first' })]);
  expect(names()).toEqual(['first']);
});

test('what arrives while the first list is under way is not lost to an older list', () => {
  queryClient.clear();
  beginReading(queryClient);
  update({ version: 7, name: 'seven' });
  update({ id: OTHER_ID, name: 'new' });
  const list = reconcile(queryClient, [connectionFixture({ version: 6, name: 'six' })]);
  expect(list.map(({ name }) => name)).toEqual(['seven', 'new']);
});

test('what arrived before a list was asked for, and is not in it, is gone', () => {
  update({ id: OTHER_ID, name: 'other' });
  beginReading(queryClient);
  const list = reconcile(queryClient, [connectionFixture({ version: 5, name: 'five' })]);
  expect(list.map(({ name }) => name)).toEqual(['five']);
  update({ id: OTHER_ID, version: 2, name: 'late' });
  expect(reconcile(queryClient, list).map(({ name }) => name)).toEqual(['five']);
});

test('what was deleted does not come back by an answer or event that was under way', () => {
  const row = connectionFixture({ version: 6 });
  applyLiveEvents(queryClient, [
    {
      name: 'data_source_deleted',
      data: { connection_id: row.id, timestamp },
    },
  ]);
  expect(names()).toEqual([]);
  expect(reconcile(queryClient, [row])).toEqual([]);
  update({ version: 7 });
  expect(names()).toEqual([]);
});

describe('a sync that was asked for', () => {
  const idle = connectionFixture({ version: 4, documents_processed: 42, enabled: true });
  const held = () => {
    const queryClient = new QueryClient();
    queryClient.setQueryData(DATA_SOURCES_KEY, [idle]);
    const row = () => queryClient.getQueryData<DataSourceConnection[]>(DATA_SOURCES_KEY)?.[0];
    return { queryClient, row };
  };

  test('is shown at once, and what the server says takes its place', () => {
    const { queryClient, row } = held();
    beginSync(queryClient, idle.id);
    expect(row()).toMatchObject({ status: 'syncing', documents_processed: 0, version: 4 });
    const real = { ...idle, status: 'syncing', run_id: 'run-1', version: 5 } as const;
    applyConnection(queryClient, real);
    expect(row()).toEqual(real);
  });

  test('that was refused is not shown any more when the list has been read', () => {
    const { queryClient, row } = held();
    beginSync(queryClient, idle.id);
    beginReading(queryClient);
    queryClient.setQueryData(DATA_SOURCES_KEY, reconcile(queryClient, [idle]));
    expect(row()).toEqual(idle);
  });

  test('changes nothing where a run is under way', () => {
    const { queryClient, row } = held();
    const verifying = { ...idle, status: 'verifying', run_id: 'run-0', version: 5 } as const;
    applyConnection(queryClient, verifying);
    beginSync(queryClient, idle.id);
    expect(row()).toEqual(verifying);
  });
});
