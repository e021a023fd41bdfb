import { t } from '../../i18n/index.ts';
import { setApart } from '../../lib/format.ts';

/** “Incidents · 60 records”. It is no list of the two: in Arabic that would say “Incidents and 60 records”. */
export function withCount(name: string, things: string): string {
  return t.configure.withCount({ name: setApart(name), things });
}
