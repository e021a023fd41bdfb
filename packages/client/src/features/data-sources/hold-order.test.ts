import { expect, test } from 'vitest';
import { connectionIn } from '../../testing/gallery/connection-states.ts';
import type { ConnectionState } from '../runs/connection-state.ts';
import { holdOrder } from './hold-order.ts';

const rowsIn = (states: Record<string, ConnectionState>) =>
  Object.entries(states).map(([id, state]) => connectionIn(state, { id, name: id }));

test.each<[string, string[], Record<string, ConnectionState>, string[]]>([
  [
    'one that fails stays where it is',
    ['a', 'b', 'c'],
    { a: 'synced', b: 'syncing', c: 'failed' },
    ['a', 'b', 'c'],
  ],
  [
    'a new one comes before what is less urgent',
    ['a', 'b', 'c'],
    { a: 'failed', b: 'syncing', c: 'synced', d: 'held' },
    ['a', 'd', 'b', 'c'],
  ],
  [
    'several new ones are in order, also among each other',
    ['a'],
    { a: 'syncing', d: 'synced', c: 'synced', b: 'failed' },
    ['b', 'a', 'c', 'd'],
  ],
  [
    'a new one comes before the first that is less urgent, also where the order is an old one',
    ['a', 'b'],
    { a: 'synced', b: 'failed', c: 'syncing' },
    ['c', 'a', 'b'],
  ],
  [
    'one that is gone keeps no place when another comes',
    ['a', 'b'],
    { b: 'synced', c: 'failed' },
    ['c', 'b'],
  ],
  ['without places they are the worst first', [], { a: 'synced', b: 'failed' }, ['b', 'a']],
])('%s', (_, places, states, held) => {
  expect(holdOrder(places, rowsIn(states), Date.now())).toEqual(held);
});
