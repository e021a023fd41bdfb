/** How a secret may come back: exactly so, or in letters of either case. */
export type SecretForm = { text: string; isAnyCase: boolean };

/** A few characters of base64 are no secret, but are found in ordinary words. */
const SHORTEST_BASE64 = 8;

/**
 * Every form in which programs write a text that they were sent: as it is, URL-encoded (also with
 * `+`, and by the rules of forms and paths), JSON-escaped (also all of it), HTML entities (by name,
 * in decimal and in hex), quoted-printable, hex, base64 at all three positions that a longer text
 * such as `user:secret` can put it to, and UTF-16 in the last two.
 */
export function formsOfSecret(secret: string): SecretForm[] {
  const text = secret.toWellFormed();
  const bytes = Buffer.from(text);
  const exact = [
    text,
    ...jsonForms(text),
    ...[bytes, Buffer.from(text, 'utf16le'), utf16be(text)].flatMap(base64Forms),
  ];
  const anyCase = [
    ...urlForms(text),
    ...entityForms(text),
    ...quotedPrintableForms(bytes),
    ...jsonForms(text),
    escapedUnits(text),
    ...[bytes, Buffer.from(text, 'utf16le'), utf16be(text)].flatMap(hexForms),
  ];
  return [
    ...exact.map((form) => ({ text: form, isAnyCase: false })),
    ...anyCase.map((form) => ({ text: lowerAscii(form), isAnyCase: true })),
  ].filter((form) => form.text !== '');
}

/** Lower case of letters of ASCII only, so that the text stays as long as it is. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function urlForms(text: string): string[] {
  const component = encodeURIComponent(text);
  // What RFC 3986 reserves beyond that, what forms leave, and what paths leave.
  const strict = component.replace(/[!'()*]/g, (sign) => percent(sign));
  const form = new URLSearchParams({ a: text }).toString().slice(2);
  const path = encodeURI(text);
  const all = Array.from(Buffer.from(text), (byte) => `%${hex(byte)}`).join('');
  const once = [component, strict, form, path, all];
  const spaced = once.flatMap((one) => [
    one,
    one.replaceAll('%20', '+'),
    one.replaceAll('+', '%20'),
  ]);
  return [...spaced, ...spaced.map((one) => one.replaceAll('%', '%25'))];
}

function percent(sign: string): string {
  return `%${hex(sign.charCodeAt(0))}`;
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

/** JSON as most write it, with slashes escaped, with all but ASCII escaped, and with marks of HTML too. */
function jsonForms(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const ascii = json.replace(/[\u007f-\uffff]/g, escapedUnit);
  const html = (one: string) => one.replace(/[<>&'+=`]/g, escapedUnit);
  const plain = [json, ascii, html(json), html(ascii)];
  const slashed = plain.map((one) => one.replaceAll('/', '\\/'));
  const once = [...plain, ...slashed];
  return [...once, ...once.map((one) => JSON.stringify(one).slice(1, -1))];
}

function escapedUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function escapedUnits(text: string): string {
  return text.replace(/[\s\S]/g, escapedUnit);
}

const NAMED: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function entityForms(text: string): string[] {
  const decimal = (sign: string) => `&#${sign.codePointAt(0)};`;
  const inHex = (sign: string) => `&#x${(sign.codePointAt(0) ?? 0).toString(16)};`;
  const marks = (write: (sign: string) => string) => text.replace(/[&<>"']/g, write);
  const others = (one: string, write: (sign: string) => string) =>
    Array.from(one, (sign) => (sign > '~' ? write(sign) : sign)).join('');
  const named = marks((sign) => NAMED[sign] ?? sign);
  const once = [
    named,
    text.replace(/[&<>"]/g, (sign) => NAMED[sign] ?? sign),
    text.replace(/[&<>]/g, (sign) => NAMED[sign] ?? sign),
    marks((sign) => (sign === "'" ? '&#39;' : sign === '"' ? '&#34;' : (NAMED[sign] ?? sign))),
    marks((sign) => (sign === "'" ? '&#x27;' : (NAMED[sign] ?? sign))),
    marks((sign) => (sign === "'" ? '&#39;' : (NAMED[sign] ?? sign))),
    marks(decimal),
    marks(inHex),
  ];
  return [
    ...once.flatMap((one) => [one, others(one, decimal), others(one, inHex)]),
    Array.from(text, decimal).join(''),
    Array.from(text, inHex).join(''),
  ];
}

/** RFC 2045, 6.7; lines are cut elsewhere, if at all, for these are short. */
function quotedPrintableForms(bytes: Uint8Array): string[] {
  const escaped = (isPlain: (byte: number) => boolean) =>
    Array.from(bytes, (byte) => (isPlain(byte) ? String.fromCharCode(byte) : `=${hex(byte)}`)).join(
      '',
    );
  const usual = escaped((byte) => byte >= 32 && byte <= 126 && byte !== 61);
  // In a header (RFC 2047) a blank is `_`, and a question mark is escaped.
  const header = escaped((byte) => byte > 32 && byte <= 126 && ![61, 63, 95].includes(byte));
  return [usual, header, header.replaceAll('=20', '_'), escaped(() => false)];
}

function hexForms(bytes: Uint8Array): string[] {
  const pairs = Array.from(bytes, hex);
  return [pairs.join(''), pairs.join(' '), pairs.join(':'), `\\x${pairs.join('\\x')}`];
}

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

/** What of the base64 text depends on the secret alone, for each of the three byte offsets. */
function base64Forms(bytes: Buffer): string[] {
  const parts = [0, 1, 2].map((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes]);
    const from = Math.ceil((offset * 8) / 6);
    const until = Math.floor((shifted.length * 8) / 6);
    return shifted.toString('base64').slice(from, until);
  });
  const forms = parts.filter((form) => form.length >= SHORTEST_BASE64);
  const whole = [bytes.toString('base64'), bytes.toString('base64url')];
  return [...whole, ...forms].flatMap((form) => [
    form,
    form.replaceAll('+', '-').replaceAll('/', '_'),
    form.replaceAll('/', '\\/'),
    encodeURIComponent(form),
  ]);
}
