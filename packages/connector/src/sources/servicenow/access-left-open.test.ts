import { type SampleServiceNow, startSampleServiceNow } from '@rita/sample-sources';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  article,
  BLOCK,
  type ChangeInPlace,
  EMPTY,
  findersIn,
  IN_GROUP,
  lists,
  OFF,
  OWNER,
  OWNERSHIP,
  property,
  SCRIPT,
} from './test-small-world.ts';
import type { Trouble } from './test-troubles.ts';

let sample: SampleServiceNow;
beforeAll(async () => {
  sample = await startSampleServiceNow({ content: { tables: {} } });
});
afterAll(() => sample.close());

describe('what the instance may see either way is closed:', () => {
  it.each<[string, ChangeInPlace[], number[], Trouble]>([
    ['a script lets nobody in', [article({ can: [SCRIPT] })], [OWNER], { kind: 'none' }],
    ['a script keeps everybody out', [article({ cannot: [SCRIPT] })], [OWNER], { kind: 'none' }],
    [
      'a criterion with nothing in it lets nobody in',
      [article({ can: [EMPTY] })],
      [OWNER],
      { kind: 'other way', way: 'emptyCriteriaMatchEverybody' },
    ],
    [
      'a criterion with nothing in it keeps everybody out',
      [article({ cannot: [EMPTY] })],
      [OWNER],
      { kind: 'none' },
    ],
    [
      'a list with nothing but one that is switched off is not empty',
      [article({ can: [OFF] })],
      [OWNER],
      { kind: 'other way', way: 'inactiveLeavesListEmpty' },
    ],
    [
      '“cannot read” of a base goes before “can contribute”',
      [lists([], [IN_GROUP], [IN_GROUP], [])],
      [OWNER],
      { kind: 'other way', way: 'contributeBeatsCannotRead' },
    ],
    [
      'members of a group below one that is denied are denied',
      [article({ cannot: [IN_GROUP] })],
      [OWNER],
      { kind: 'other way', way: 'hierarchies' },
    ],
    [
      'ownership groups count only where they are switched on',
      [lists([], [], [], []), article({ owners: 0 }), property(OWNERSHIP, 'false')],
      [OWNER],
      { kind: 'other way', way: 'ownershipAlways' },
    ],
    [
      'settings that cannot be read bind contributors',
      [lists([], [], [IN_GROUP], []), article({ cannot: [IN_GROUP] })],
      [OWNER],
      { kind: 'refused', table: 'sys_properties' },
    ],
    [
      'settings that cannot be read close bases without criteria',
      [lists([], [], [], []), property(BLOCK, 'false')],
      [OWNER],
      { kind: 'refused', table: 'sys_properties' },
    ],
    [
      'a setting that says neither is one that cannot be read',
      [lists([], [], [], []), property(BLOCK, 'maybe')],
      [OWNER],
      { kind: 'none' },
    ],
  ])('%s', async (_, changes, expected, trouble) => {
    const { found, may } = await findersIn(sample, { changes, trouble });
    expect(found).toEqual(expected);
    expect(may).toEqual(expect.arrayContaining(expected));
  });
});
