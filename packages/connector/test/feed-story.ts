import { createFeedCopy, type FeedCopy, type FeedReader } from './feed-copy.ts';
import type { createChance, FeedWorld } from './feed-world.ts';

type At = Parameters<typeof createFeedCopy>[0];
type Story = { at: At; world: FeedWorld; chance: ReturnType<typeof createChance> };

/** What a copy lacks of what its reader may read, and what it has beyond that. */
export type Differences = { gaps: string[]; extra: string[]; polls: number };

/**
 * Changes an organization at random, in syncs that overlap and crash, while copies for several
 * readers are kept, come back from older backups, and begin anew. Each time that a copy knows all, it
 * is held against what its reader may read.
 */
export async function tellFeedStory(story: Story, changes: number): Promise<Differences> {
  try {
    return await tell(story, changes);
  } finally {
    await story.world.crash();
  }
}

async function tell({ at, world, chance }: Story, changes: number): Promise<Differences> {
  const found: Differences = { gaps: [], extra: [], polls: 0 };
  const copies = world.readers.map((asker) => createFeedCopy(at, world.tenantId, asker));
  const backups = new Map<FeedCopy, ReturnType<FeedCopy['save']>>();
  const crashes = new Set([Math.floor(changes / 3), Math.floor((changes * 2) / 3)]);

  const compare = async (copy: FeedCopy, when: string) => {
    if (!(await world.noteStale())) return;
    await copy.catchUp(1 + chance.below(7));
    found.polls += 1;
    hold(found, { copy, expected: await world.readable(copy.asker), when });
  };

  for (let number = 0; number < changes; number += 1) {
    await world.change();
    if (crashes.has(number)) {
      await world.crash();
      for (const copy of copies) {
        const backup = backups.get(copy);
        if (backup !== undefined) copy.restore(backup);
      }
    }
    if (chance.is(0.05)) world.openSome();
    const copy = chance.of(copies);
    if (chance.is(0.3)) await copy.page(1 + chance.below(7));
    if (chance.is(0.05)) backups.set(copy, copy.save());
    if (chance.is(0.01)) await copy.begin();
    if (chance.is(0.05)) await compare(copy, `change ${number}`);
  }
  await world.settle();
  for (const copy of copies) await compare(copy, 'the end');
  return found;
}

const nameOf = ({ reader }: FeedReader) => reader?.person_id ?? 'nobody';

function hold(
  found: Differences,
  { copy, expected, when }: { copy: FeedCopy; expected: Map<string, string>; when: string },
): void {
  const held = copy.held();
  for (const [id, text] of expected) {
    if (held.get(id) !== text) found.gaps.push(`${when}: ${nameOf(copy.asker)} lacks ${text}`);
  }
  for (const [id, text] of held) {
    if (!expected.has(id)) found.extra.push(`${when}: ${nameOf(copy.asker)} has ${text}`);
  }
}
