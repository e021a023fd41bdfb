import type { DataSourceConnection, ProblemCode } from '@rita/contracts';
import { expect, test } from 'vitest';
import { connectionFixture } from '../../testing/connection-fixture.ts';
import { findCommonCauses } from './common-causes.ts';

function failed(name: string, error_code: ProblemCode, url: string): DataSourceConnection {
  return connectionFixture({
    ...{ id: name, name, error_code, settings: { url }, enabled: true },
    ...{ last_sync_status: 'failed', last_run_kind: 'sync' },
  });
}

const names = (connections: readonly DataSourceConnection[]) =>
  findCommonCauses(connections).map((cause) => cause.connections.map(({ name }) => name));

const ONE = 'https://one.example/wiki';
const TWO = 'https://two.example';

test('a connector that is away is one cause, wherever the sources are', () => {
  const away = [ONE, TWO].map((url) => failed(url, 'connector_unreachable', url));
  expect(names([...away, failed('other', 'wrong_edition', ONE)])).toEqual([[ONE, TWO]]);
});

test('sources that do not answer have one cause when they are at one host', () => {
  const [a, b, c] = [
    failed('a', 'unreachable', ONE),
    failed('b', 'unreachable', 'https://one.example/jira'),
    failed('c', 'unreachable', TWO),
  ];
  expect(names([a, b, c])).toEqual([['a', 'b']]);
  expect(names([a, c])).toEqual([]);
});

test('what runs again or works has no cause', () => {
  const running = { ...failed('a', 'unreachable', ONE), status: 'syncing' } as const;
  expect(names([running, failed('b', 'unreachable', ONE), connectionFixture()])).toEqual([]);
});
