import type { z } from 'zod';
import type { attachedSchema } from './shapes.ts';

/**
 * Whether what Confluence tells of a file says that an item has it. A file may be moved to another
 * page and keeps its id then; where it does not say what the file is attached to, it is where it was.
 */
export function isAttached(
  itemId: string,
  file: z.output<typeof attachedSchema> | undefined,
): boolean {
  if (file?.status !== 'current') return false;
  const attachedTo = file.pageId ?? file.blogPostId ?? file.container?.id ?? itemId;
  return attachedTo === itemId;
}
