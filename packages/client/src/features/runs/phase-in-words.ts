import { t } from '../../i18n/index.ts';
import { textFor } from '../../i18n/text-for.ts';

/** What a run is reading; names of spaces and the like are said as the source has them. */
export function phaseInWords(phase: string): string {
  const [, query] = /^“(.+)”$/s.exec(phase) ?? [];
  // Which query is run, the connector says in quotes.
  if (query !== undefined) return query;
  return textFor(t.phases, phase) ?? phase;
}
