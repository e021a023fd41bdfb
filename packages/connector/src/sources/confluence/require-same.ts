import { SourceError } from '../source.ts';

/** An answer about something else must never be taken for what was asked for. */
export function requireSame(asked: string, answered: string): void {
  if (asked === answered) return;
  throw new SourceError(
    'upstream_error',
    'Confluence answered with something else than was asked for.',
  );
}
