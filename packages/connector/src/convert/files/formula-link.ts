import { safeAddress } from '../safe-address.ts';

const HYPERLINK = 'HYPERLINK("';

/** The address that a formula leads to, where it is written in it. */
export function formulaLink(formula: string | undefined): string | undefined {
  if (!formula?.startsWith(HYPERLINK)) return undefined;
  return safeAddress(formula.slice(HYPERLINK.length, formula.indexOf('"', HYPERLINK.length)));
}
