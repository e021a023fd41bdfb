/**
 * An address as it is compared: the app's people are matched to accounts of a source by it, so two
 * spellings may only be taken for one where every mail system takes them for one.
 *
 * Trimmed and lower-cased, and nothing else: no dots or `+tags` are removed and no domain counts as
 * another, since each of these can be somebody else's address at the next provider. Anything with
 * blanks, control or non-ASCII characters is refused: `K` (Kelvin sign) lower-cases to `k`.
 *
 * @returns null for what is no such address, which therefore matches nobody
 */
export function normalizeMailAddress(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed.length > 320 || !/^[\x21-\x7e]+$/.test(trimmed)) return null;
  const [local, domain, ...more] = trimmed.toLowerCase().split('@');
  if (!local || more.length > 0) return null;
  return domain && /^[a-z\d-]+(\.[a-z\d-]+)+$/.test(domain) ? `${local}@${domain}` : null;
}
