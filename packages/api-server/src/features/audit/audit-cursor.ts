import { ProblemError } from '../../platform/http/problem-error.ts';

const CURSOR = /^\d{1,15}$/;

/**
 * The position in the log that a page ends with.
 *
 * @throws ProblemError `validation_failed`
 */
export function positionOf(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  if (CURSOR.test(cursor)) return Number(cursor);
  throw new ProblemError('validation_failed', {
    errors: [{ path: 'query.cursor', message: 'is not a cursor of ours' }],
  });
}
