import { SourceError } from '../source.ts';

/** Every address of a list by its `next`; a repeated one would be an endless loop. */
export function createLoopGuard(): (next: string) => void {
  const seen = new Set<string>();
  return (next) => {
    if (seen.has(next)) {
      throw new SourceError(
        'upstream_error',
        'Confluence leads through the same list again and again.',
      );
    }
    seen.add(next);
  };
}
