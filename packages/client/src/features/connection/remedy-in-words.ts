import { isProblemCode, type VerificationCheck } from '@rita/contracts';
import { t } from '../../i18n/index.ts';
import { textFor } from '../../i18n/text-for.ts';

type Told = Pick<VerificationCheck, 'remedy' | 'remedy_code' | 'remedy_values'>;

/** What to do about a check, in the language in use; a connector that gives no known code is quoted. */
export function remedyInWords({ remedy, remedy_code: code, remedy_values }: Told) {
  const said = remedy || undefined;
  if (!code) return said;
  if (isProblemCode(code)) return t.problems[code].remedy;
  const text = textFor(t.remedies, code);
  if (typeof text !== 'function') return text ?? said;
  const values = { tables: '', roles: '', without: '', ...remedy_values };
  return text(values);
}
