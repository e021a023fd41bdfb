import type { z } from 'zod';
import type { FoundItem } from './client.ts';
import type { foundSchema } from './shapes.ts';

export function toFound(item: z.output<typeof foundSchema>): FoundItem {
  return {
    id: item.id,
    type: item.type ?? '',
    containerId: item.container?.id ?? null,
    version: item.version?.number ?? 0,
    updatedAt: item.version?.when ?? null,
  };
}
