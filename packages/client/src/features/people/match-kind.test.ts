import type { Person, PersonMatch } from '@rita/contracts';
import { expect, test } from 'vitest';
import { t } from '../../i18n/index.ts';
import { countKnown, matchInWords, matchKind, missingKinds } from './match-kind.ts';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';
const B = 'aaaaaaaa-0000-4000-8000-000000000002';
const account: PersonMatch = {
  kind: 'account',
  account_id: '42',
  name: null,
  evidence: 'assigned',
};
const ambiguous: PersonMatch = { kind: 'ambiguous', count: 2 };
const person = (address_state: Person['address_state'], matches: Person['matches'] = {}) => ({
  person_id: `${address_state}${Object.keys(matches)}`,
  address_state,
  matches,
});

test.each([
  ['proved', undefined, 'none', t.people.kinds.none],
  ['proved', { kind: 'none' }, 'none', t.people.kinds.none],
  ['not_proved', undefined, 'not_proved', t.people.kinds.not_proved],
  [
    'single_sign_on_only',
    { kind: 'none' },
    'single_sign_on_only',
    t.people.kinds.single_sign_on_only,
  ],
  // An assignment counts whatever the address is worth.
  ['not_proved', account, 'account', '42, assigned by an owner'],
  ['proved', ambiguous, 'ambiguous', '2 accounts have their address'],
] as const)('%s with %j is %s', (state, match, kind, words) => {
  expect(matchKind(person(state), match)).toBe(kind);
  expect(matchInWords(person(state), match)).toBe(words);
});

test('people are counted at each source, and what is missing is told once', () => {
  const people = [
    person('proved', { [A]: account }),
    person('not_proved', { [B]: account }),
    person('not_proved'),
    person('proved', { [A]: ambiguous }),
  ];
  expect([countKnown(people, A), countKnown(people, B)]).toEqual([1, 1]);
  expect(missingKinds(people, [A])).toEqual(['not_proved', 'ambiguous']);
  expect(missingKinds(people, [A, B])).toEqual(['not_proved', 'none', 'ambiguous']);
  expect(missingKinds(people, [])).toEqual([]);
});
