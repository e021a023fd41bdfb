import { MASK } from './mask-sign.ts';

/** Longer than any token: what follows is masked as one of its own. */
const LONGEST = 4_096;

type Shape = { pattern: RegExp; replacement: string };

/**
 * What looks like a token, whosever it is. Each of these begins with plain letters and goes on with
 * one class of signs at a time, so that none is ever read twice from the same place.
 */
const SHAPES: Shape[] = [
  {
    pattern: new RegExp(`\\b(Bearer|Basic|Token)[ \\t]{1,8}[\\w+/=.~-]{8,${LONGEST}}`, 'gi'),
    replacement: `$1 ${MASK}`,
  },
  { pattern: new RegExp(`\\bATATT[\\w=.-]{10,${LONGEST}}`, 'g'), replacement: MASK },
  {
    pattern: new RegExp(`\\beyJ[\\w-]{10,${LONGEST}}(?:\\.[\\w-]{0,${LONGEST}}){1,4}`, 'g'),
    replacement: MASK,
  },
  {
    pattern: new RegExp(
      `([?&](?:access_token|refresh_token|client_secret|api_key|apikey|key|token|password|secret)=)[^&\\s"']{1,${LONGEST}}`,
      'gi',
    ),
    replacement: `$1${MASK}`,
  },
];

export function maskTokenShapes(text: string): string {
  return SHAPES.reduce(
    (masked, { pattern, replacement }) => masked.replace(pattern, replacement),
    text,
  );
}
