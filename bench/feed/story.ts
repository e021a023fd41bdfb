import { openConnectorApp } from '../../packages/connector/test/connector-app.ts';
import { tellFeedStory } from '../../packages/connector/test/feed-story.ts';
import { createChance, createFeedWorld } from '../../packages/connector/test/feed-world.ts';
import type { Line } from '../table.ts';

/** Copies beside an organization that changes at random, crashes included. */
export async function measureStory(changes: number, seed: number): Promise<Line> {
  const at = await openConnectorApp();
  try {
    const chance = createChance(seed);
    const world = await createFeedWorld(at.database, chance);
    const { gaps, extra, polls } = await tellFeedStory({ at, world, chance }, changes);
    for (const difference of [...gaps, ...extra].slice(0, 20)) console.log(difference);
    return {
      name: `copies after ${changes} changes, two crashes, ${polls} comparisons`,
      measured: `${gaps.length} gaps, ${extra.length} extra`,
      floor: '',
      goal: '0, 0',
      isKept: gaps.length + extra.length === 0,
    };
  } finally {
    await at.close();
  }
}
