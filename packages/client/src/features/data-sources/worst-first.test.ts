import { expect, test } from 'vitest';
import { connectionFixture } from '../../testing/connection-fixture.ts';
import { connectionIn } from '../../testing/gallery/connection-states.ts';
import { worstFirst } from './worst-first.ts';

const namesOf = (...names: string[]) =>
  worstFirst(
    names.map((name) => connectionFixture({ id: name, name })),
    Date.now(),
  ).map(({ name }) => name);

test.each([
  ['small and capital letters are one', ['beta', 'Alpha', 'Gamma'], ['Alpha', 'beta', 'Gamma']],
  ['plain names', ['Wiki 2', 'wiki', 'Desk'], ['Desk', 'wiki', 'Wiki 2']],
  [
    'letters beyond English',
    ['Zebra', 'Über', 'Äpfel', 'Umlaut'],
    ['Äpfel', 'Über', 'Umlaut', 'Zebra'],
  ],
])('%s', (_, given, sorted) => {
  expect(namesOf(...given)).toEqual(sorted);
});

test('what needs somebody most comes first, whatever it is called', () => {
  const rows = [
    connectionIn('synced', { id: 'a', name: 'A' }),
    connectionIn('failed', { id: 'z', name: 'Z' }),
    connectionIn('syncing', { id: 'm', name: 'M' }),
  ];
  expect(worstFirst(rows, Date.now()).map(({ name }) => name)).toEqual(['Z', 'M', 'A']);
});
