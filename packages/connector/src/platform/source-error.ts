import type { ProblemCode } from '@rita/contracts';

/** A failure with a code of the closed list. `detail` is for people and must hold no secret. */
export class SourceError extends Error {
  readonly code: ProblemCode;
  /** The answer of the source: of it only the fields that are words are shown, masked and cut. */
  readonly sourceText: string | undefined;

  constructor(
    code: ProblemCode,
    detail: string,
    options?: { sourceText?: string; cause?: unknown },
  ) {
    super(detail, { cause: options?.cause });
    this.name = 'SourceError';
    this.code = code;
    this.sourceText = options?.sourceText;
  }
}
