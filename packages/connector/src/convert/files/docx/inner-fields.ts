import { applyEdits } from './apply-edits.ts';

const SIGN =
  /<w:fldChar\s[^<>]{0,300}w:fldCharType\s*=\s*["'](begin|separate|end)["'][^<>]*>|<w:t(?=[\s>])[^<>]*>[^<]*<\/w:t>/g;

/**
 * A document without the texts that only help to make others: fields may stand in the instruction
 * of a field (`IF { PAGE } = 1 "first"`), and what they show is no part of the page.
 */
export function withoutInnerFields(xml: string): string {
  const edits = instructionsIn(xml).map(({ start, end }) => {
    return { start, end, text: withoutResults(xml.slice(start, end)) };
  });
  return applyEdits(xml, edits);
}

/**
 * Instructions with fields in them, from the begin of a field to what it shows, the outermost only.
 * A field that never ends has none: all that follows would be taken for it.
 */
function instructionsIn(xml: string): { start: number; end: number }[] {
  const open: { start: number; end: number; hasInner: boolean }[] = [];
  const found: { start: number; end: number }[] = [];
  for (const { 1: type, index } of xml.matchAll(SIGN)) {
    const last = open.at(-1);
    if (type === 'begin') {
      if (last?.end === 0) last.hasInner = true;
      open.push({ start: index, end: 0, hasInner: false });
    } else if (type === 'separate' && last?.end === 0) last.end = index;
    else if (type === 'end' && open.pop() && last?.hasInner) {
      while ((found.at(-1)?.start ?? -1) > last.start) found.pop();
      found.push({ start: last.start, end: last.end || index });
    }
  }
  return found;
}

function withoutResults(instruction: string): string {
  /** For each field that is open, whether its result has begun. */
  const open: boolean[] = [];
  return instruction.replace(SIGN, (sign, type?: string) => {
    if (type === undefined) return open.at(-1) ? '' : sign;
    if (type === 'begin') open.push(false);
    else if (type === 'end') open.pop();
    else open[open.length - 1] = true;
    return sign;
  });
}
