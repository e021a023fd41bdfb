/** A form in which a secret may lie somewhere, as bytes. */
export type Form = { name: string; bytes: Buffer };

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * The eight forms that are searched for: plain, URL-encoded, JSON-escaped, as HTML, in hexadecimal,
 * base64, base64url (each at the three places that a longer text such as `user:secret` can put it
 * to) and UTF-16.
 */
export function formsOf(secret: string): Form[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  const html = secret.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
  const utf16 = Buffer.from(secret, 'utf16le');
  const texts: [name: string, text: string][] = [
    ['plain', secret],
    ['URL-encoded', encodeURIComponent(secret)],
    ['URL-encoded, as of forms', new URLSearchParams({ s: secret }).toString().slice(2)],
    ['JSON-escaped', JSON.stringify(secret).slice(1, -1)],
    ['JSON-escaped, ASCII only', asciiJson(secret)],
    ['HTML', html],
    ['hexadecimal', hex],
    ['hexadecimal, upper case', hex.toUpperCase()],
    ...[0, 1, 2].flatMap((offset): [string, string][] => [
      [`base64 at ${offset}`, base64At(secret, offset)],
      [`base64url at ${offset}`, toBase64Url(base64At(secret, offset))],
    ]),
  ];
  return [
    ...texts.map(([name, text]) => ({ name, bytes: Buffer.from(text) })),
    { name: 'UTF-16', bytes: utf16 },
    { name: 'UTF-16, big end first', bytes: Buffer.from(utf16).swap16() },
  ];
}

/** Where a secret is in a place; empty: nowhere. */
export function findSecret(place: Buffer, secret: string): string[] {
  return formsOf(secret)
    .filter(({ bytes }) => place.includes(bytes))
    .map(({ name }) => name);
}

/** What of the base64 text depends on the secret alone, when so many bytes of others go before. */
function base64At(secret: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  const from = Math.ceil((offset * 8) / 6);
  const until = Math.floor((bytes.length * 8) / 6);
  return bytes.toString('base64').slice(from, until);
}

function toBase64Url(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_');
}

function asciiJson(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(
      /[\u0080-\uffff]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}
