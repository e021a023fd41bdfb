import { paragraphsOf } from '../../markup/prose.ts';
import type { Block } from '../../tree.ts';

/** How the lines of a message were written; `fixed` ones are those that people saw. */
export type Flow = 'fixed' | 'flowed' | 'flowed without blanks';

/** Deeper answers to answers than this are shown as ones of this depth. */
const DEEPEST = 20;

type Line = { depth: number; text: string };

/** The plain text of a message; what it quotes is one, as programs for mail show it. */
export function mailTextToBlocks(text: string, flow: Flow): Block[] {
  const lines = text.split('\n').map((line) => lineOf(line.replace(/\r$/, ''), flow));
  return blocksOf(flow === 'fixed' ? lines : joined(lines, flow), 0);
}

/** Each `>` is one more quote around; people write blanks between them as well. */
function lineOf(line: string, flow: Flow): Line {
  const marks = (flow === 'fixed' ? /^(?:> ?)+/ : /^>+/).exec(line)?.[0] ?? '';
  const depth = Math.min(marks.replaceAll(' ', '').length, DEEPEST);
  const rest = line.slice(marks.length);
  // The blank that keeps a line from being taken for a quote (RFC 3676, 4.4).
  return { depth, text: flow === 'fixed' ? rest : rest.replace(/^ /, '') };
}

/** A line that ends with a blank goes on in the next of the same depth (RFC 3676, 4.1 to 4.5). */
function joined(lines: readonly Line[], flow: Flow): Line[] {
  const whole: { depth: number; parts: string[] }[] = [];
  let goesOn = false;
  for (const { depth, text } of lines) {
    const last = whole.at(-1);
    const isSignature = text === '-- ';
    const isFlowed = text.endsWith(' ') && !isSignature;
    const part = isFlowed && flow === 'flowed without blanks' ? text.slice(0, -1) : text;
    if (goesOn && last && last.depth === depth && !isSignature) last.parts.push(part);
    else whole.push({ depth, parts: [part] });
    goesOn = isFlowed;
  }
  return whole.map(({ depth, parts }) => ({ depth, text: parts.join('') }));
}

function blocksOf(lines: readonly Line[], depth: number): Block[] {
  const blocks: Block[] = [];
  let from = 0;
  for (let at = 1; at <= lines.length; at += 1) {
    const isQuote = (lines[from]?.depth ?? 0) > depth;
    const goesOn = at < lines.length && (lines[at]?.depth ?? 0) > depth === isQuote;
    if (goesOn) continue;
    const part = lines.slice(from, at);
    if (isQuote) blocks.push({ type: 'quote', blocks: blocksOf(part, depth + 1) });
    else blocks.push(...paragraphsOf(part.map(({ text }) => text).join('\n')));
    from = at;
  }
  return blocks.filter((block) => block.type !== 'quote' || block.blocks.length > 0);
}
