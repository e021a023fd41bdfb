import { cutText, toStorableText } from '@rita/contracts';
import { MASK } from './mask-sign.ts';
import { formsOfSecret, lowerAscii } from './secret-forms.ts';
import { maskTokenShapes } from './token-shapes.ts';

/** Takes the known secrets of a run out of a text, and cuts it. */
export type Mask = (text: string, maxLength?: number) => string;

/** Shorter values would also hit ordinary words, and nobody can find a secret by them. */
const SHORTEST_SECRET = 4;
/** Of what a source says, never more than this is looked at; what is kept of it is much shorter. */
const LONGEST_TEXT = 64 * 1024;
const USUAL_LENGTH = 500;

/**
 * Masks each secret in every form that an echo of it may have (see `formsOfSecret`); beside that,
 * anything of the shape of a token. Takes time that grows with the length of the text only.
 */
export function createMask(secrets: Iterable<string>): Mask {
  const forms = [...secrets]
    .flatMap((secret) => [secret, secret.trim()])
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap(formsOfSecret);
  const unique = new Map(forms.map((form) => [`${form.isAnyCase} ${form.text}`, form]));
  const longestFirst = [...unique.values()].toSorted((a, b) => b.text.length - a.text.length);
  return (text, maxLength = USUAL_LENGTH) => {
    // A secret that the cut goes through would be half of one; it is masked before the cut.
    let masked = toStorableText(text.slice(0, Math.max(LONGEST_TEXT, maxLength * 2)));
    let lower = lowerAscii(masked);
    for (const { text: form, isAnyCase } of longestFirst) {
      if (!(isAnyCase ? lower : masked).includes(form)) continue;
      masked = isAnyCase ? replaceAnyCase(masked, lower, form) : masked.replaceAll(form, MASK);
      lower = lowerAscii(masked);
    }
    return cutText(maskTokenShapes(masked), maxLength);
  };
}

/** @param lower the same text, as long as it is, in lower case */
function replaceAnyCase(text: string, lower: string, form: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = lower.indexOf(form); at >= 0; at = lower.indexOf(form, from)) {
    parts.push(text.slice(from, at), MASK);
    from = at + form.length;
  }
  return parts.join('') + text.slice(from);
}
