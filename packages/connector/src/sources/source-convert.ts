import { ConversionError } from '../convert/conversion-error.ts';
import type { Convert } from '../convert/convert.ts';
import { SourceError } from './source.ts';

/** Conversions as drivers get them: a document without text is a `SourceError` like any other. */
export function sourceConvert(convert: Convert): Convert {
  return (kind, input) =>
    convert(kind, input).catch((error: unknown) => {
      throw error instanceof ConversionError
        ? new SourceError(error.code, error.message, { cause: error })
        : error;
    });
}

/** Whether an error is one document's own: everything else of the sync goes on. */
export function isOfTheDocument(error: unknown): error is SourceError {
  return error instanceof SourceError && error.cause instanceof ConversionError;
}
