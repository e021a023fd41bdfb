const ALLOWED = new Set(['http:', 'https:', 'mailto:']);

/**
 * The address if it may be followed, else undefined. Relative addresses are read against the
 * original's own. Documents are written by others: `javascript:`, `data:` and the like never pass.
 */
export function safeLink(
  address: string | null | undefined,
  base?: string | null,
): string | undefined {
  if (address === null || address === undefined || address === '') return undefined;
  const from = base ?? undefined;
  if (!URL.canParse(address, from)) return undefined;
  const url = new URL(address, from);
  return ALLOWED.has(url.protocol) ? url.href : undefined;
}
