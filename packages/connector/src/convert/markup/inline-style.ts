import { EMPHASIS, LOWERED, RAISED, STRIKE, STRONG } from '../tree.ts';

const LONGEST_STYLE = 1_000;

/** What a `style` attribute says of the text, as far as Markdown can say it too. */
export function marksOfStyle(style: string): number {
  let marks = 0;
  for (const rule of style.slice(0, LONGEST_STYLE).toLowerCase().split(';')) {
    const [name = '', value = ''] = rule.split(':', 2).map((part) => part.trim());
    marks |= marksOfRule(name, value);
  }
  return marks;
}

function marksOfRule(name: string, value: string): number {
  switch (name) {
    case 'text-decoration':
    case 'text-decoration-line':
      return value.includes('line-through') ? STRIKE : 0;
    case 'font-weight':
      return value === 'bold' || value === 'bolder' || Number(value) >= 600 ? STRONG : 0;
    case 'font-style':
      return value === 'italic' || value === 'oblique' ? EMPHASIS : 0;
    case 'vertical-align':
      return value === 'super' ? RAISED : value === 'sub' ? LOWERED : 0;
    default:
      return 0;
  }
}
