import type { ProblemCode } from '@rita/contracts';

/** A failure with a code of the closed list. `detail` is for people and must hold no secret. */
export class SourceError extends Error {
  readonly code: ProblemCode;
  /** Raw words of the source: masked, cut, and shown only under “details”. */
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
