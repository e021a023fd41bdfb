import { isSymbolFont, symbolsOf } from '../symbol-fonts.ts';
import { readInstruction } from './instruction.ts';

const SWITCH = /^\\[a-z]{1,3}\s?-?\d*\s*/i;
const DEEPEST = 20;

/**
 * What fields show that have no result of their own, by the instruction alone: text to be clicked on, a
 * sign, a name to be filled in, and words that are set above each other, in a ring, as a fraction or a root.
 * @param instruction as text, not as XML
 */
export function shownByInstruction(instruction: string): string {
  const [, name = '', rest = ''] = /^\s{0,20}([a-z]{2,20}\b|=)\s*(.*)$/is.exec(instruction) ?? [];
  const { values, switches } = readInstruction(instruction);
  const [first = ''] = values;
  switch (name.toUpperCase()) {
    case 'MACROBUTTON':
    case 'GOTOBUTTON':
      return rest.replace(/^\S+\s*/, '').trim();
    case 'SYMBOL':
      return signOf(Number(first), switches.get('f') ?? '');
    // Where a letter for many will have the name of each.
    case 'MERGEFIELD':
      return first === '' ? '' : `«${first}»`;
    case 'QUOTE':
    case 'HYPERLINK':
      return first;
    case 'FILLIN':
      return switches.get('d') ?? '';
    case '=':
      return `=${rest.replace(/\\[#*].*$/s, '').trim()} (not computed)`;
    case 'EQ':
      return readEquation(rest);
    default:
      return '';
  }
}

function signOf(code: number, font: string): string {
  if (!(code > 31 && code <= 0xffff)) return '';
  const sign = String.fromCharCode(code);
  return isSymbolFont(font) ? symbolsOf(sign, font) : sign;
}

function readEquation(rest: string): string {
  return readExpression(rest.replace(/\\\*\s*(?:"[^"]{0,200}"|\S+)\s*/g, ''), 0).text.trim();
}

type Read = { text: string; until: number; isRaised?: boolean };

/** Up to a comma or a bracket that closes what is around it. */
function readExpression(source: string, from: number, depth = 0): Read {
  let text = '';
  let isRaised = false;
  let at = from;
  while (at < source.length && depth < DEEPEST) {
    const sign = source[at] ?? '';
    if (depth > 0 && /[,;)]/.test(sign)) break;
    if (sign !== '\\') {
      text += sign;
      at += 1;
    } else if (/[(),;\\]/.test(source[at + 1] ?? '')) {
      text += source[at + 1];
      at += 2;
    } else {
      const read = readSwitches(source, at, depth);
      text += read.text;
      isRaised ||= read.isRaised ?? false;
      at = Math.max(at + 1, read.until);
    }
  }
  return { text, until: at, isRaised };
}

function readSwitches(source: string, from: number, depth: number): Read {
  let at = from;
  let kind = '';
  for (let found = true; found; ) {
    const name = SWITCH.exec(source.slice(at, at + 20))?.[0] ?? '';
    kind ||= name.slice(1, 2).toLowerCase();
    at += name.length;
    found = name !== '';
  }
  if (source[at] !== '(') return { text: '', until: at };
  const parts: Read[] = [];
  do {
    const part = readExpression(source, at + 1, depth + 1);
    parts.push(part);
    at = part.until;
  } while (/[,;]/.test(source[at] ?? ''));
  return { ...joined(kind, parts), until: at + 1 };
}

function joined(kind: string, parts: readonly Read[]): { text: string; isRaised?: boolean } {
  const texts = parts.map(({ text }) => text.trim());
  const [first = '', second = ''] = texts;
  if (kind === 'f') return { text: `${first}/${second}` };
  if (kind === 'r')
    return { text: first && second ? `root ${first} of (${second})` : `√(${first || second})` };
  if (kind === 's') return { text: texts.join(' '), isRaised: true };
  // A reading is set above the word that stands behind it.
  if (kind === 'o' && parts[0]?.isRaised && second) return { text: `${second} (${first})` };
  return { text: texts.join(kind === 'o' ? '' : ' ') };
}
