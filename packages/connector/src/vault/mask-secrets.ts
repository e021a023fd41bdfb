import { cutText, toStorableText } from '@rita/contracts';

/** Takes the known secrets of a run out of a text, and cuts it. */
export type Mask = (text: string, maxLength?: number) => string;

const MASK = '•••';
/** Shorter values would also hit ordinary words, and nobody can find a secret by them. */
const SHORTEST_SECRET = 4;
const TOKEN_SHAPES = [
  /\b(Bearer|Basic|Token)\s+[\w+/=.~-]{8,}/gi,
  /\bATATT[\w=.-]{10,}/g,
  /\beyJ[\w-]{10,}\.[\w-]+\.[\w-]*/g,
  /([?&](?:access_token|api_key|apikey|key|token|password|secret)=)[^&\s"']+/gi,
];

/**
 * Masks each secret as it is, URL-encoded, JSON-escaped, and in base64 at all three positions
 * that a longer text (such as `user:secret`) can put it to; beside that, anything of the shape
 * of a token.
 */
export function createMask(secrets: Iterable<string>): Mask {
  const forms = [...new Set([...secrets].filter(isLongEnough).flatMap(formsOf))]
    .filter(isLongEnough)
    .toSorted((a, b) => b.length - a.length);
  return (text, maxLength = 500) => {
    let masked = toStorableText(text);
    for (const form of forms) masked = masked.replaceAll(form, MASK);
    for (const shape of TOKEN_SHAPES) {
      masked = masked.replace(shape, (_, kept: unknown) =>
        typeof kept === 'string'
          ? `${kept.replace(/\s*$/, '')}${kept.endsWith('=') ? '' : ' '}${MASK}`
          : MASK,
      );
    }
    return cutText(masked, maxLength);
  };
}

function isLongEnough(text: string): boolean {
  return text.length >= SHORTEST_SECRET;
}

function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const url = encodeURIComponent(secret.toWellFormed());
  const bytes = Buffer.from(secret);
  return [
    ...[secret, secret.trim(), json, url, url.replaceAll('%20', '+')],
    ...[bytes.toString('base64'), bytes.toString('base64url'), ...base64FormsOf(secret)],
  ];
}

/** What of the base64 text depends on the secret alone, for each of the three byte offsets. */
function base64FormsOf(secret: string): string[] {
  const forms = [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
    const from = Math.ceil((offset * 8) / 6);
    const until = Math.floor((bytes.length * 8) / 6);
    return bytes.toString('base64').slice(from, until);
  });
  return (
    forms
      // A few characters of base64 are no secret, but are found in ordinary words.
      .filter((form) => form.length >= 8)
      .flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')])
  );
}
