/** Where a reader may be sent to; everything else loses its link and keeps its text. */
const SAFE = ['https:', 'http:', 'mailto:'];
const LONGEST = 4_000;

/** The address of a link, made whole, as it can stand in Markdown; undefined for any other. */
export function safeAddress(given: string | undefined, baseUrl?: string): string | undefined {
  const address = given?.trim();
  if (!address || address.startsWith('#') || address.length > LONGEST) return undefined;
  if (!URL.canParse(address, baseUrl)) return undefined;
  const { href, protocol } = new URL(address, baseUrl);
  if (!SAFE.includes(protocol)) return undefined;
  // Markdown ends an address at these; an opaque address such as mailto: keeps them unescaped.
  return href.replace(/[\s<>()"'\\`|]/g, encodeSign);
}

function encodeSign(sign: string): string {
  const encoded = encodeURIComponent(sign);
  return encoded === sign ? `%${sign.charCodeAt(0).toString(16)}` : encoded;
}
