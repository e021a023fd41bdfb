import { t } from '../i18n/index.ts';
import { formatList, unbroken } from './format.ts';

type Changes = { added: number; changed: number; removed: number };

/** “12 added and 4 changed”: what there is none of is left out; “nothing changed” where there is nothing. */
export function changesInWords(changes: Changes): string {
  return inWords(changes, t.changes.done) ?? t.changes.none;
}

/** “add 12 and remove 4”; undefined where there is nothing to do. */
export function changesToMake(changes: Changes): string | undefined {
  return inWords(changes, t.changes.toDo);
}

function inWords(
  { added, changed, removed }: Changes,
  words: Record<keyof Changes, (values: { count: number }) => string>,
): string | undefined {
  const parts = Object.entries({ added, changed, removed })
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => unbroken(words[kind as keyof Changes]({ count })));
  return parts.length === 0 ? undefined : formatList(parts);
}
