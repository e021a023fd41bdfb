import { failsAlone } from '../fails-alone.ts';
import { SourceError } from '../source.ts';

/** As `failsAlone`, for what the scopes of a token may leave out: Cloud refuses that with 401. */
export function isLeftOut(error: unknown): error is SourceError {
  return (
    failsAlone(error) || (error instanceof SourceError && error.code === 'invalid_credentials')
  );
}
