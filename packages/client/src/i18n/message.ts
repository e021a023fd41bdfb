import format, { type CompiledMessage, type FormatValues } from 'icu-minify/format';
import { formatters } from './formatters.ts';
import { currentLanguage } from './shown.ts';

/** Stands behind what ends with a full stop of its own, while a sentence is made; no text has it. */
const STOPPED = '\ufdd0';
/** In texts from right to left, what is put in is isolated. */
const SECOND_STOP = new RegExp(`${STOPPED}(\u2069?)\\.`, 'g');

/**
 * A text that something goes into, in the language in use. A build puts a call of this in the place
 * of each such message (`build/compile-messages.ts`), so that no browser has to parse any.
 *
 * An abbreviation at the end of a sentence, “vor 2 Std.”, has its full stop already.
 */
export function message(compiled: CompiledMessage): (values: FormatValues) => unknown {
  const say = (values: FormatValues) =>
    format<unknown>(compiled, currentLanguage().locale, values, { formatters });
  return (values) => {
    const said = say(values);
    if (typeof said !== 'string' || !Object.values(values).some(endsWithStop)) return said;
    const marked = Object.entries(values).map(([name, value]) => [
      name,
      endsWithStop(value) ? value + STOPPED : value,
    ]);
    const text = String(say(Object.fromEntries(marked)));
    return text.replaceAll(SECOND_STOP, '$1').replaceAll(STOPPED, '');
  };
}

function endsWithStop(value: unknown): value is string {
  return typeof value === 'string' && value.endsWith('.');
}
