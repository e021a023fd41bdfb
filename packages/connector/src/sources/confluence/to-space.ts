import type { z } from 'zod';
import type { Space } from './client.ts';
import type { spaceSchema } from './shapes.ts';

/** Without a name a space is called by its key; one whose type is not told is no personal one. */
export function toSpace(space: z.output<typeof spaceSchema>): Space {
  const isPersonal = space.type === 'personal' || (!space.type && space.key.startsWith('~'));
  return {
    id: space.id,
    key: space.key,
    name: space.name || space.key,
    type: isPersonal ? 'personal' : (space.type ?? 'global'),
    status: space.status,
  };
}
