import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Grant, SourceAccess } from '../sources/source-access.ts';
import { bothOf, hashOf, toAccessRule } from './access-rule.ts';
import { mayRead } from './may-read.ts';

const NOW = new Date('2026-11-28T12:00:00Z');
const PRINCIPALS = ['user:a', 'user:b', 'group:x', 'group:y', 'group:z', 'class:licensed'];

const principal = fc.constantFrom(...PRINCIPALS);
const until = fc.constantFrom(
  undefined,
  '2026-11-28T11:59:59Z',
  '2026-11-28T12:00:01Z',
  '2027-01-01T00:00:00+02:00',
  'soon',
);
const grant = fc
  .record({ principal, until })
  .map(({ principal, until }): Grant => ({ principal, ...(until && { until }) }));
const layers = fc.array(fc.array(grant, { maxLength: 4 }), { maxLength: 4 });
const deny = fc.record({
  principals: fc.array(principal, { maxLength: 2 }),
  isComplete: fc.boolean(),
});
const rule = fc.record({ kind: fc.constant('rule' as const), layers, deny });
const reader = fc.uniqueArray(principal).map((held) => new Set(held));

const decide = (access: SourceAccess, held: ReadonlySet<string> | null) =>
  mayRead(toAccessRule(access), held, NOW);

test('decides as the definition says, word by word', () => {
  const runs = fc.property(rule, reader, (access, held) => {
    const meets = (grants: readonly Grant[]) =>
      grants.some((one) => {
        const isOpenEnded = one.until === undefined;
        return held.has(one.principal) && (isOpenEnded || Date.parse(one.until ?? '') > +NOW);
      });
    const expected =
      access.layers.length >= 1 &&
      access.layers.every((grants) => grants.length > 0 && meets(grants)) &&
      access.deny.isComplete &&
      !access.deny.principals.some((one) => held.has(one));
    expect(decide(access, held)).toBe(expected);
  });
  fc.assert(runs, { numRuns: 5_000 });
});

test('a principal more in a layer never narrows; a layer or a denial more never widens', () => {
  const runs = fc.property(rule, reader, grant, (access, held, more) => {
    const before = decide(access, held);
    const [first, ...others] = access.layers;
    if (first !== undefined && before) {
      const wider = { ...access, layers: [[...first, more], ...others] };
      expect(decide(wider, held)).toBe(true);
    }
    const denial = { ...access.deny, principals: [...access.deny.principals, more.principal] };
    const narrower: SourceAccess[] = [
      { ...access, layers: [...access.layers, []] },
      { ...access, deny: denial },
      { ...access, deny: { ...access.deny, isComplete: false } },
      ...(access.layers.length > 0 ? [{ ...access, layers: [...access.layers, [more]] }] : []),
    ];
    if (!before) for (const one of narrower) expect(decide(one, held)).toBe(false);
  });
  fc.assert(runs, { numRuns: 5_000 });
});

test('order and repetition change neither the decision nor the row', () => {
  const runs = fc.property(rule, reader, fc.nat(), (access, held, turn) => {
    const rotate = <T>(list: readonly T[]) => [
      ...list.slice(turn % (list.length || 1)),
      ...list.slice(0, turn % (list.length || 1)),
    ];
    const same: SourceAccess = {
      kind: 'rule',
      layers: rotate([...access.layers, ...access.layers].map((one) => rotate([...one, ...one]))),
      deny: { ...access.deny, principals: rotate(access.deny.principals) },
    };
    expect(decide(same, held)).toBe(decide(access, held));
    expect(hashOf(toAccessRule(same))).toBe(hashOf(toAccessRule(access)));
  });
  fc.assert(runs, { numRuns: 2_000 });
});

test('both of two let in whom each lets in, and nobody else', () => {
  const access = fc.oneof(
    { weight: 6, arbitrary: rule },
    fc.constantFrom<SourceAccess>(
      { kind: 'public' },
      { kind: 'members_of_source' },
      { kind: 'nobody', reason: 'refused' },
    ),
  );
  const runs = fc.property(access, access, fc.option(reader), (stored, told, held) => {
    const both = bothOf(toAccessRule(stored), told);
    expect(decide(both, held)).toBe(decide(stored, held) && decide(told, held));
    const again = bothOf(toAccessRule(stored), stored);
    expect(hashOf(toAccessRule(again))).toBe(hashOf(toAccessRule(stored)));
  });
  fc.assert(runs, { numRuns: 5_000 });
});

test('who is not known at the source reads what is public, and nothing else', () => {
  const runs = fc.property(rule, (access) => {
    expect(decide(access, null)).toBe(false);
  });
  fc.assert(runs);
  expect(decide({ kind: 'public' }, null)).toBe(true);
  expect(decide({ kind: 'members_of_source' }, null)).toBe(false);
  expect(decide({ kind: 'members_of_source' }, new Set(['user:a']))).toBe(true);
  expect(decide({ kind: 'nobody', reason: 'refused' }, new Set(PRINCIPALS))).toBe(false);
});

test('an empty list of layers is nobody, not everybody', () => {
  expect(toAccessRule({ kind: 'rule', layers: [] })).toEqual({
    kind: 'nobody',
    reason: 'nobody_named',
  });
  expect(decide({ kind: 'rule', layers: [] }, new Set(PRINCIPALS))).toBe(false);
  expect(decide({ kind: 'rule', layers: [[]] }, new Set(PRINCIPALS))).toBe(false);
  // As it would be read from a row that somebody wrote past us.
  const row = { kind: 'rule' as const, layers: [], deny: { principals: [], isComplete: true } };
  expect(mayRead(row, new Set(PRINCIPALS), NOW)).toBe(false);
});

test('disjoint groups above and below: both have to be held', () => {
  const layers = [[{ principal: 'group:x' }], [{ principal: 'group:y' }]];
  expect(decide({ kind: 'rule', layers }, new Set(['group:x']))).toBe(false);
  expect(decide({ kind: 'rule', layers }, new Set(['group:x', 'group:y']))).toBe(true);
});
