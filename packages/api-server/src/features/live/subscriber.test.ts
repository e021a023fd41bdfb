import type { DataSourceConnection } from '@rita/contracts';
import { createParser } from 'eventsource-parser';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Principal } from '../../platform/http/principal.ts';
import { type LiveStream, toFrame } from './live-stream.ts';
import { createSubscriber } from './subscriber.ts';

const ID = '11111111-1111-4111-8111-111111111111';
const OTHER_ID = '22222222-2222-4222-8222-222222222222';

function connection(version: number, id = ID): DataSourceConnection {
  return { id, type: 'confluence', name: `version ${version}`, version } as DataSourceConnection;
}

/** A browser that keeps what it is told, read by the reference parser. */
function openBrowser() {
  const told: { name: string; versions: unknown }[] = [];
  const parser = createParser({
    onEvent: ({ event = '', data }) => {
      const { version, data_sources } = JSON.parse(data);
      const versions = (data_sources as DataSourceConnection[] | undefined)?.map(
        (one) => one.version,
      );
      told.push({ name: event, versions: versions ?? version ?? null });
    },
  });
  const stream: LiveStream = {
    send: (event) => parser.feed(toFrame(event)),
    write: (frame) => parser.feed(frame.toString()),
    comment: () => {},
    end: () => {},
    isOpen: () => true,
  };
  const principal = { organizationId: 'org', role: 'owner' } as Principal;
  return { told, subscriber: createSubscriber(principal, stream, async () => principal) };
}

test('what changes between subscribing and the snapshot is told after it, unless it is in it (row 66)', () => {
  const { told, subscriber } = openBrowser();
  const change = (version: number, id = ID) =>
    subscriber.tell({ id, connection: connection(version, id) }, new Map());
  change(4);
  change(6);
  change(2, OTHER_ID);
  expect(told).toEqual([]);
  subscriber.sendSnapshot([connection(5), connection(2, OTHER_ID)]);
  expect(told).toEqual([
    { name: 'snapshot', versions: [5, 2] },
    { name: 'data_source_update', versions: 6 },
  ]);
});

test('an older version is never told after a newer one, and a deletion always is (row 66)', () => {
  const { told, subscriber } = openBrowser();
  subscriber.sendSnapshot([connection(5)]);
  for (const version of [5, 7, 6, 7, 8]) {
    subscriber.tell({ id: ID, connection: connection(version) }, new Map());
  }
  subscriber.tell({ id: ID, connection: null }, new Map());
  subscriber.tell({ id: ID, connection: connection(9) }, new Map());
  expect(told.slice(1)).toEqual([
    { name: 'data_source_update', versions: 7 },
    { name: 'data_source_update', versions: 8 },
    { name: 'data_source_deleted', versions: null },
  ]);
});

test('on hold nothing is told, and the next snapshot begins anew', () => {
  const { told, subscriber } = openBrowser();
  subscriber.sendSnapshot([connection(5)]);
  subscriber.hold();
  subscriber.tell({ id: ID, connection: connection(6) }, new Map());
  expect(told).toHaveLength(1);
  subscriber.sendSnapshot([connection(6)]);
  expect(told.slice(1)).toEqual([{ name: 'snapshot', versions: [6] }]);
});

test('no text in an event begins another one (row 76)', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\n\nevent: snapshot\ndata: {}\n\n', '\r\r', '\r\n\r\nid: 1', '\u2028\u2029'),
  );
  fc.assert(
    fc.property(nasty, nasty, (before, after) => {
      const events: unknown[] = [];
      const parser = createParser({ onEvent: ({ event, data }) => events.push([event, data]) });
      const data = { connection_id: before + after, timestamp: '2026-11-23T12:00:00.000Z' };
      parser.feed(toFrame({ name: 'data_source_deleted', data }));
      expect(events).toEqual([['data_source_deleted', JSON.stringify(data)]]);
    }),
  );
});
