import { guessCharset } from './guess-charset.ts';

/** Browsers look at the whole head; before its end there may be scripts of any length. */
const LONGEST_SEARCHED = 64 * 1024;
const LONGEST_TAG = 2_000;

/**
 * Text of bytes: by their mark, by what is said of them, by what an HTML page says of itself, and
 * else UTF-8, or where they cannot be that, by the language that they seem to be in.
 * @param label a character set as a header names it
 */
export function decodeText(bytes: Uint8Array, label?: string, isHtml = false): string {
  const marked = markOf(bytes);
  if (marked) return new TextDecoder(marked).decode(bytes);
  const declared = decoderOf(label) ?? (isHtml ? decoderOf(declaredIn(bytes)) : undefined);
  return declared ? declared.decode(bytes) : guess(bytes, isHtml);
}

/** The character set that a mark at the beginning names. */
export function markOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

function decoderOf(label: string | undefined) {
  try {
    return label ? new TextDecoder(label) : undefined;
  } catch {
    return undefined;
  }
}

/** `<meta charset>`, its older form or an XML declaration, in the first bytes (HTML, 13.2.3.2). */
function declaredIn(bytes: Uint8Array): string | undefined {
  const start = withoutComments(
    new TextDecoder('latin1').decode(bytes.subarray(0, LONGEST_SEARCHED)).toLowerCase(),
  );
  const inXml = /^\s*<\?xml[^>]{0,200}\sencoding\s{0,10}=\s{0,10}["']([\w:.-]{1,40})/.exec(start);
  if (inXml?.[1]) return notWide(inXml[1]);
  for (let at = start.indexOf('<meta'); at >= 0; at = start.indexOf('<meta', at + 5)) {
    // Of a tag that is never closed all that follows would be looked at, for each of them anew.
    const open = start.slice(at, at + LONGEST_TAG);
    const tag = open.slice(0, open.indexOf('>') + 1 || undefined);
    const label = charsetIn(tag.includes('http-equiv') ? tag : withoutContent(tag));
    if (decoderOf(label)) return notWide(label);
  }
  return undefined;
}

/** A page that could be read so far is not in UTF-16, whatever it says (HTML, 13.2.3.3). */
function notWide(label: string | undefined): string | undefined {
  if (label?.startsWith('utf-16')) return 'utf-8';
  return label === 'x-user-defined' ? 'windows-1252' : label;
}

/** What a description says of character sets is no declaration. */
function withoutContent(tag: string): string {
  return tag.replace(/\scontent\s{0,10}=\s{0,10}("[^"]*"|'[^']*'|\S+)/g, ' ');
}

function withoutComments(start: string): string {
  const kept: string[] = [];
  let from = 0;
  for (let at = start.indexOf('<!--'); at >= 0; at = start.indexOf('<!--', from)) {
    kept.push(start.slice(from, at));
    const end = start.indexOf('-->', at + 4);
    if (end < 0) return kept.join('');
    from = end + 3;
  }
  return [...kept, start.slice(from)].join('');
}

/** What follows `charset=`, in a header or a tag; undefined where there is none. */
export function charsetIn(text: string): string | undefined {
  return /charset\s{0,10}=\s{0,10}["']?\s{0,10}([\w:.-]{1,40})/i.exec(text.slice(0, 2_000))?.[1];
}

/** UTF-8 with a stray byte or two is still UTF-8; those are shown as `�`. */
function guess(bytes: Uint8Array, isHtml: boolean): string {
  const wide = wideEncodingOf(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  const text = new TextDecoder('utf-8').decode(bytes);
  let stray = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) stray += 1;
  if (stray === 0) return text.includes(JAPANESE) ? japanese(bytes) : text;
  // Signs of several bytes that fit are no accident.
  const fitting = bytes.reduce((sum, byte) => sum + Number(byte >= 0x80), 0) - stray;
  const isUtf8 = fitting > 0 && fitting >= 2 * stray;
  return isUtf8 ? text : new TextDecoder(guessCharset(bytes, isHtml)).decode(bytes);
}

/** How Japanese begins in the one character set of mails and old pages that has no signs but ASCII. */
const JAPANESE = '\u001b$B';
const japanese = (bytes: Uint8Array) => new TextDecoder('iso-2022-jp').decode(bytes);

/** UTF-16 without a mark: every other byte of Western text is zero. */
export function wideEncodingOf(bytes: Uint8Array): string | undefined {
  const start = bytes.subarray(0, 400);
  const zeros = [0, 1].map((odd) =>
    start.reduce((sum, byte, at) => sum + Number(byte === 0 && at % 2 === odd), 0),
  );
  const [even = 0, odd = 0] = zeros;
  const most = start.length * 0.3;
  if (odd > most && even === 0) return 'utf-16le';
  return even > most && odd === 0 ? 'utf-16be' : undefined;
}

/** More signs than this share that no text has, and it is none: a compression not named, a file. */
const MOST_CONTROLS = 0.02;

/** Whether what was decoded is text at all. */
export function isText(decoded: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  const controls = decoded.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/g)?.length ?? 0;
  return controls <= decoded.length * MOST_CONTROLS;
}
