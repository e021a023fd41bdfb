import type { ProblemCode } from '@rita/contracts';

/** A document that could not be made into text; `message` is for people and quotes nothing of it. */
export class ConversionError extends Error {
  readonly code: Extract<ProblemCode, 'upstream_error' | 'timeout'>;

  constructor(code: ConversionError['code'], message: string) {
    super(message);
    this.name = 'ConversionError';
    this.code = code;
  }
}
