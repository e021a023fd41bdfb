import format, { type CompiledMessage, type FormatValues } from 'icu-minify/format';
import { formatters } from './formatters.ts';
import { currentLanguage } from './shown.ts';

/**
 * A text that something goes into, in the language in use. A build puts a call of this in the place
 * of each such message (`build/compile-messages.ts`), so that no browser has to parse any.
 */
export function message(compiled: CompiledMessage): (values: FormatValues) => unknown {
  return (values) => format<unknown>(compiled, currentLanguage().locale, values, { formatters });
}
