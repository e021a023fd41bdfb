import { type SampleServiceNow, startSampleServiceNow } from '@rita/sample-sources';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  article,
  BLOCK,
  type ChangeInPlace,
  DESK,
  ELEVATED,
  EMPLOYED,
  FROM_OUTSIDE,
  findersIn,
  holds,
  IN_GROUP,
  INTERNAL,
  ITIL,
  KNOWLEDGE,
  LEGACY,
  lists,
  OFF,
  ONLY_PLAIN,
  OUTSIDER,
  OVERRIDE,
  OWNER,
  OWNERSHIP,
  PLAIN,
  property,
  ROLES,
} from './test-small-world.ts';

let sample: SampleServiceNow;
beforeAll(async () => {
  sample = await startSampleServiceNow({ content: { tables: {} } });
});
afterAll(() => sample.close());

describe('an article is found, as at the instance, by', () => {
  const none: number[] = [];
  it.each<[string, ChangeInPlace[], number[]]>([
    ['whom a “can read” of the base matches, and its owner', [], [OWNER, EMPLOYED, PLAIN]],
    [
      'managers, too',
      [(world) => world.bases[0]?.managers.push(OUTSIDER)],
      [OWNER, EMPLOYED, PLAIN, OUTSIDER],
    ],
    [
      'the owner alone, where a base has no criteria and such bases are closed',
      [lists([], [], [], [])],
      [OWNER],
    ],
    [
      'everybody, where they are open',
      [lists([], [], [], []), property(BLOCK, 'false')],
      [OWNER, DESK, EMPLOYED, PLAIN, OUTSIDER],
    ],
    ['contributors, who need no “can read”', [lists([], [], [IN_GROUP], [])], [OWNER, EMPLOYED]],
    [
      'no contributor whom “cannot contribute” matches',
      [lists([], [], [IN_GROUP, ONLY_PLAIN], [ONLY_PLAIN])],
      [OWNER, EMPLOYED],
    ],
    [
      'no reader whom “cannot read” matches',
      [lists([IN_GROUP, ONLY_PLAIN], [ONLY_PLAIN], [], [])],
      [OWNER, EMPLOYED],
    ],
    [
      'whom a “can read” of the article matches, too',
      [article({ can: [ONLY_PLAIN] })],
      [OWNER, PLAIN],
    ],
    [
      'nobody whom only the article names: its criteria replace none of the base',
      [article({ can: [FROM_OUTSIDE] })],
      [OWNER],
    ],
    [
      'nobody whom a “cannot read” of the article matches',
      [article({ cannot: [ONLY_PLAIN] })],
      [OWNER, EMPLOYED],
    ],
    [
      'contributors, whatever the article says',
      [lists([IN_GROUP], [], [ONLY_PLAIN], []), article({ cannot: [ONLY_PLAIN] })],
      [OWNER, EMPLOYED, PLAIN],
    ],
    [
      'not by them, where the setting binds them',
      [
        lists([IN_GROUP], [], [ONLY_PLAIN], []),
        article({ cannot: [ONLY_PLAIN] }),
        property(OVERRIDE, 'true'),
      ],
      [OWNER, EMPLOYED],
    ],
    [
      'those who have one of its roles',
      [article({ roles: [ITIL] }), holds(ITIL, PLAIN)],
      [OWNER, PLAIN],
    ],
    [
      'all readers, where roles do not count',
      [article({ roles: [ITIL] }), property(ROLES, 'false')],
      [OWNER, EMPLOYED, PLAIN],
    ],
    [
      'contributors without its role',
      [lists([ONLY_PLAIN], [], [IN_GROUP], []), article({ roles: [ITIL] })],
      [OWNER, EMPLOYED],
    ],
    [
      'nobody by a role that is put on for a while',
      [article({ roles: [ELEVATED] }), holds(ELEVATED, PLAIN)],
      [OWNER],
    ],
    [
      'people with any role, where nobody is named to contribute',
      [property(BLOCK, 'false')],
      [OWNER, DESK, EMPLOYED, PLAIN],
    ],
    [
      'not by those with the role that everybody has',
      [property(BLOCK, 'false'), holds(ITIL), holds(KNOWLEDGE), holds(INTERNAL, DESK)],
      [OWNER, EMPLOYED, PLAIN],
    ],
    [
      'members of its ownership group',
      [lists([], [], [], []), article({ owners: 0 })],
      [OWNER, EMPLOYED],
    ],
    [
      'not by them, where those groups are not in use',
      [lists([], [], [], []), article({ owners: 0 }), property(OWNERSHIP, null)],
      [OWNER],
    ],
    [
      'nobody through a group that is switched off',
      [(world) => Object.assign(world.groups[0] ?? {}, { isActive: false })],
      [OWNER, PLAIN],
    ],
    ['nobody but direct members of a group', [lists([IN_GROUP], [], [], [])], [OWNER, EMPLOYED]],
    [
      'everybody, though a criterion that is switched off denies',
      [article({ cannot: [OFF] })],
      [OWNER, EMPLOYED, PLAIN],
    ],
    ['nobody whom only one that is switched off lets in', [article({ can: [OFF] })], [OWNER]],
    [
      'nobody where a base goes by the rules of before',
      [property(LEGACY, '2'), (world) => Object.assign(world.bases[0] ?? {}, { version: '2' })],
      none,
    ],
  ])('%s', async (_, changes, expected) => {
    const { found, may } = await findersIn(sample, { changes, trouble: { kind: 'none' } });
    expect({ found, may }).toEqual({ found: expected, may: expected });
  });
});
