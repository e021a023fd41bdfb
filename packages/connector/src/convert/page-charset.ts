import { parseMarkup } from './dom.ts';

/** Where a page has to say its character set (HTML, “determining the character encoding”). */
const DECLARED_WITHIN = 4096;

/**
 * The text of a page in the character set that its mark, the header or the page itself names, in
 * this order. Without any of them UTF-8, and Windows-1252 where it cannot be UTF-8.
 */
export function decodePage(
  body: Uint8Array,
  { contentType, isMarkup }: { contentType: string | null; isMarkup: boolean },
): string {
  const named = /charset\s*=\s*["']?\s*([^\s"';,]+)/i.exec(contentType ?? '')?.[1];
  const label =
    markOf(body) ?? knownLabel(named) ?? (isMarkup ? declaredIn(body) : undefined) ?? guess(body);
  return new TextDecoder(label).decode(body);
}

function markOf([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** The name by which the platform knows a character set; undefined for one that it does not. */
function knownLabel(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

function declaredIn(body: Uint8Array): string | undefined {
  const start = Buffer.from(body.subarray(0, DECLARED_WITHIN)).toString('latin1');
  const inXml = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)/i.exec(start)?.[1];
  const $ = parseMarkup(start);
  const inMeta = $('meta')
    .toArray()
    .map(({ attribs }) => {
      if (attribs.charset !== undefined) return attribs.charset;
      const isType = /^\s*content-type\s*$/i.test(attribs['http-equiv'] ?? '');
      const content = isType ? (attribs.content ?? '') : '';
      return /charset\s*=\s*["']?\s*([^\s"';]+)/i.exec(content)?.[1];
    });
  const label = [inXml, ...inMeta].map((one) => knownLabel(one?.trim())).find(Boolean);
  // What could be read so far is no UTF-16, whatever it says of itself.
  if (label?.startsWith('utf-16')) return 'utf-8';
  return label === 'x-user-defined' ? 'windows-1252' : label;
}

/** One stray byte does not make a page Windows-1252. */
function guess(body: Uint8Array): 'utf-8' | 'windows-1252' {
  const text = new TextDecoder().decode(body);
  const wrong = text.match(/\ufffd/g)?.length ?? 0;
  if (wrong === 0) return 'utf-8';
  const right = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0;
  return right >= wrong ? 'utf-8' : 'windows-1252';
}

/** More signs than this share that no text has, and it is none: a compression not named, a file. */
const MOST_CONTROLS = 0.02;

/** Whether what was decoded is text at all. */
export function isText(decoded: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  const controls = decoded.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/g)?.length ?? 0;
  return controls <= decoded.length * MOST_CONTROLS;
}
