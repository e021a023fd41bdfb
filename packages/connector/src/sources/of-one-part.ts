import type { ProblemCode } from '@rita/contracts';
import { SourceError } from './source.ts';

const OF_ONE_PART: readonly ProblemCode[] = [
  'insufficient_permissions',
  'not_found',
  'upstream_error',
  'timeout',
  'wrong_edition',
  'blocked_address',
  'validation_failed',
];

/**
 * Whether a failure is that of one part of a source (a site, a table, a page, a file), so that
 * everything else is read all the same. Whatever else goes wrong (the sign-in, the line, a source
 * that asks for hours) concerns the whole sync.
 */
export function isOfOnePart(error: unknown): error is SourceError {
  return error instanceof SourceError && OF_ONE_PART.includes(error.code);
}
