import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allOf,
  anyOf,
  CRITERION_FIELDS,
  type Match,
  matchCriterion,
  NOBODY,
  toCriterion,
  UNKNOWN,
} from './criteria.ts';

const ids = fc.uniqueArray(fc.constantFrom('ada', 'bo', 'cy', 'di'));
/** What is known of a list, and what is true: somewhere between who surely and who maybe belongs. */
const known = fc
  .tuple(ids, ids, ids, fc.boolean())
  .map(([sure, true_, maybe, isComplete]): { truth: Set<string>; match: Match } => {
    const truth = new Set([...sure, ...true_]);
    return {
      truth,
      match: {
        sure: new Set(sure),
        maybe: isComplete ? new Set([...truth, ...maybe]) : 'everybody',
      },
    };
  });
const holds = (truth: ReadonlySet<string>, { sure, maybe }: Match) =>
  [...sure].every((id) => truth.has(id)) &&
  (maybe === 'everybody' || [...truth].every((id) => maybe.has(id)));

describe('what is known of who matches', () => {
  it('stays true whatever is joined: surely is never too many, maybe never too few', () => {
    const property = fc.property(fc.array(known, { minLength: 1, maxLength: 4 }), (parts) => {
      const everyone = ['ada', 'bo', 'cy', 'di'];
      const matches = parts.map(({ match }) => match);
      const any = new Set(everyone.filter((id) => parts.some(({ truth }) => truth.has(id))));
      const all = new Set(everyone.filter((id) => parts.every(({ truth }) => truth.has(id))));
      expect(holds(any, anyOf(matches))).toBe(true);
      expect(holds(all, allOf(matches))).toBe(true);
    });
    fc.assert(property, { numRuns: 2_000 });
  });

  it('of none at all nobody matches for certain', () => {
    expect(anyOf([])).toEqual(NOBODY);
    expect(allOf([])).toEqual(UNKNOWN);
  });
});

describe('a criterion', () => {
  const row = (fields: Record<string, string>) => ({
    sys_id: 'c',
    ...Object.fromEntries(CRITERION_FIELDS.map((field) => [field, ''])),
    ...{ active: 'true', advanced: 'false', match_all: 'false' },
    ...fields,
  });
  const inList = (sure: string[]): Match => ({ sure: new Set(sure), maybe: new Set(sure) });
  const match = (fields: Record<string, string>, hidden: string[] = []) =>
    matchCriterion(toCriterion(row(fields), new Set(hidden)), (list, wanted) =>
      inList(list === 'user' ? [...wanted] : ['ada', 'bo']),
    );

  it.each([
    ['any of its lists', { user: 'cy', group: 'g' }, ['cy', 'ada', 'bo']],
    ['all of its lists', { user: 'cy, ada', group: 'g', match_all: 'true' }, ['ada']],
  ])('is met by %s', (_, fields, met) => {
    expect(match(fields)).toEqual(inList(met));
  });

  it('that is switched off is as if it were not there', () => {
    expect(match({ user: 'ada', active: 'false' })).toEqual(NOBODY);
    expect(match({ advanced: 'true', active: 'false' })).toEqual(NOBODY);
  });

  it.each([
    ['is a script', { user: 'ada', advanced: 'true' }, []],
    ['asks for nothing', {}, []],
    ['does not say whether it counts', { user: 'ada', active: '' }, []],
    ['does not say whether it is a script', { user: 'ada', advanced: '' }, []],
    ['does not say whether all have to be met', { user: 'ada', match_all: '' }, []],
    ['has a list that is hidden', { user: 'ada' }, ['role']],
  ])('that %s lets nobody in and keeps everybody out', (_, fields, hidden) => {
    expect(match(fields, hidden)).toEqual(UNKNOWN);
  });

  it('that lacks a field, or is not there, is unknown too', () => {
    const lacking = Object.entries(row({ user: 'ada' })).filter(([field]) => field !== 'group');
    const one = toCriterion(Object.fromEntries(lacking), new Set());
    expect(matchCriterion(one, () => inList(['ada']))).toEqual(UNKNOWN);
    expect(matchCriterion(undefined, () => inList(['ada']))).toEqual(UNKNOWN);
  });
});
