import type { MarkupElement } from './markup-tree.ts';
import { textOf } from './markup-tree.ts';
import type { Macro } from './read-macro.ts';
import { mention, type StorageNames, targetBelow, targetOf } from './storage-links.ts';

/** They say how something looks or is counted, not what it is. */
const NOT_TEXT = new Set(
  'id uuid width height align alignment border style class color colour bgcolor bordercolor borderstyle titlecolor titlebgcolor theme layout atlassian-macro-output-type sort sortby reverse order max maxresults depth revision version simple zoom lbox contentver pagesize columns column server serverid cache mode format type view icon output target position hidden print timestamp localid hash hreftarget linktarget baseurl defaultview cql'.split(
    ' ',
  ),
);
/** How far something is, in per cent. */
const SHARES = new Set(['progress', 'percent', 'percentage']);
const SETTINGS = new Set(
  'true false none auto left right center middle top bottom yes no on off default inline block inherit null undefined ascending descending asc desc px _blank _self _top _parent h1 h2 h3 h4 h5 h6'.split(
    ' ',
  ),
);

/** The texts, names and addresses among a macro's parameters, in its sentence. */
export function putParameters(macro: Macro, names: StorageNames): void {
  const { walker, setting } = macro;
  // Some macros name the same thing for each of their programs.
  const shown = new Set<string>();
  for (const [name, parameter] of macro.parameters) {
    for (const { text, url } of meaningsOf(parameter, names)) {
      if (!isShown(name, text) || shown.has(text)) continue;
      shown.add(text);
      const address = walker.resolve(
        url ?? (/^(https?:\/\/|mailto:)/i.test(text) ? text : undefined),
      );
      const words = SHARES.has(name) && !text.endsWith('%') ? `${text}%` : text;
      walker.out.addObject(words, address === undefined ? setting : { ...setting, url: address });
    }
  }
}

/** Whether a parameter could be something that people read, by its name in lower case and its value. */
export function isShown(name: string, value: string): boolean {
  if (SHARES.has(name)) return /^\d{1,3}(?:\.\d{1,2})?\s?%?$/.test(value);
  return !NOT_TEXT.has(name) && !name.endsWith('id') && isText(value);
}

function meaningsOf(
  parameter: MarkupElement,
  names: StorageNames,
): { text: string; url?: string | undefined }[] {
  const target = targetBelow(parameter);
  if (target === undefined) {
    return wordsOf(decoded(textOf(parameter).trim())).map((text) => ({ text }));
  }
  return [
    target.name === 'ri:user' ? { text: mention(target, '', names) } : targetOf(target, names),
  ];
}

/** Some macros write their texts as a part of an address has them (`Our%20plan`). */
export function decoded(text: string): string {
  if (!/^[^\s/]{0,1000}%[\da-f]{2}/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Where a macro keeps all that it shows in one value: names of what people read in it. */
const SHOWN = new Set(
  'title subtitle headline heading name text label description caption body content question answer href url link'.split(
    ' ',
  ),
);

/** What stands above a macro that keeps all about its parts in one value; empty where nothing does. */
export function headlineIn(value: string): string {
  if (!value.startsWith('{')) return '';
  try {
    const { headline } = JSON.parse(value) as { headline?: { text?: { text?: unknown } } };
    const text = headline?.text?.text;
    return typeof text === 'string' ? text.trim() : '';
  } catch {
    return '';
  }
}

/** The texts and addresses in a value that is JSON; any other as it is. */
function wordsOf(value: string): string[] {
  if (!/^\s*[[{]/.test(value)) return [value];
  try {
    const words: string[] = [];
    JSON.parse(value, (key, one: unknown) => {
      if (SHOWN.has(key) && typeof one === 'string' && one.trim() !== '') words.push(one.trim());
      return one;
    });
    return words;
  } catch {
    return [value];
  }
}

/** Whether a value could be something that people read: it has letters, and is no setting or key. */
function isText(value: string): boolean {
  if (value.length > 10_000 || SETTINGS.has(value.toLowerCase())) return false;
  const isMeasure = /^#?[\da-f]{3,8}$|^[\d.]+(px|em|rem|%|pt)?$/i.test(value);
  const isKey = /^(?:[\da-f]{8}-[\da-f-]{27}|(?=\D*\d)[\da-f]{16,128})$/i.test(value);
  return !isMeasure && !isKey && /\p{L}/u.test(value);
}
