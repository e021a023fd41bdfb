import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toAccessRule } from '../../access/access-rule.ts';
import { mayRead } from '../../access/may-read.ts';
import type { SourceAccess } from '../source-access.ts';
import { isWider } from './widened-access.ts';

const NOW = new Date('2026-11-28T12:00:00Z');
const principal = fc.constantFrom('a', 'b', 'c');
const grant = fc.record(
  { principal, until: fc.constantFrom('2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z') },
  { requiredKeys: ['principal'] },
);
const access: fc.Arbitrary<SourceAccess> = fc.oneof(
  fc.constantFrom<SourceAccess>(
    { kind: 'public' },
    { kind: 'members_of_source' },
    { kind: 'nobody', reason: 'refused' },
  ),
  fc.record({
    kind: fc.constant('rule' as const),
    layers: fc.array(fc.array(grant, { maxLength: 3 }), { maxLength: 3 }),
    deny: fc.record({ principals: fc.array(principal), isComplete: fc.boolean() }),
  }),
);
const readers = [null, ...['', 'a', 'b', 'c', 'ab', 'bc', 'abc'].map((all) => new Set(all))];

test('what is not called wider lets nobody read who could not before', () => {
  fc.assert(
    fc.property(access, access, (before, now) => {
      if (isWider(before, now)) return;
      for (const reader of readers) {
        const could = mayRead(toAccessRule(before), reader, NOW);
        if (mayRead(toAccessRule(now), reader, NOW)) expect(could).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
});

test('the same is not wider, and one name more is', () => {
  fc.assert(fc.property(access, (one) => !isWider(one, one)));
  const rule = (...names: string[]): SourceAccess => ({
    kind: 'rule',
    layers: [names.map((name) => ({ principal: name }))],
  });
  expect(isWider(rule('a'), rule('a', 'b'))).toBe(true);
  expect(isWider(rule('a', 'b'), rule('a'))).toBe(false);
});
