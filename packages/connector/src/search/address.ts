/** Longer ones are told apart by their beginning. */
const LONGEST = 190;

/**
 * The forms under which the address of a document is known: as it was pasted, and without its
 * query and fragment. Without scheme, `www.` and last slash, with signs and no escapes.
 */
export function addressForms(address: string): string[] {
  const whole = plainAddress(address);
  if (whole === undefined) return [];
  const bare = whole.replace(/[?#].*$/s, '').replace(/\/+$/, '');
  return [...new Set([whole, ...(bare.includes('/') ? [bare] : [])])].map((form) =>
    form.slice(0, LONGEST),
  );
}

function plainAddress(address: string): string | undefined {
  const [, rest] = /^https?:\/\/(?:www\.)?([^\s/?#].*)$/is.exec(address.trim()) ?? [];
  if (rest === undefined) return undefined;
  return decoded(rest).normalize('NFC').toLowerCase().replace(/\/+$/, '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
