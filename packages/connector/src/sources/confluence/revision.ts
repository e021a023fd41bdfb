import { createHash } from 'node:crypto';
import type { ContentEntry, ReadRestriction } from './client.ts';

/** Raise it when bodies are converted differently, and everything is converted again. */
const CONVERTER_VERSION = 1;

/**
 * Changes with whatever of a document may change: a move or a new title above it does not raise
 * Confluence's version number, and neither does a restriction.
 * @param version of the body that was really served, which may be older than the listing said
 */
export function revisionOf(
  entry: ContentEntry,
  context: { version: number; path: string[]; restriction: ReadRestriction },
): string {
  const parts = [
    CONVERTER_VERSION,
    entry.kind,
    context.version,
    entry.title,
    entry.url,
    context.path,
    context.restriction,
  ];
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
  return `${context.version}-${hash}`;
}
