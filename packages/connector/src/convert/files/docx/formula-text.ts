import { grouped } from '../../formula-signs.ts';
import { readXml } from '../read-xml.ts';

type Part = { name: string; value: string; text: string; children: Part[] };

const DEEPEST = 40;
/** Signs of sums and integrals where the file names none (ECMA-376, 22.1.2.20). */
const INTEGRAL = '∫';
/** Signs that join the one before them. */
const HAT = '\u0302';
const LINE_ABOVE = '\u0305';
const LINE_BELOW = '\u0332';

/** A formula of Office (OMML) in one line, in the way people type one: `x^2`, `(a + b)/2`, `√(x)`. */
export function formulaText(xml: string): string {
  const root: Part = { name: '', value: '', text: '', children: [] };
  const open: Part[] = [root];
  let tooDeep = 0;
  readXml(xml, {
    open: (name, attributes) => {
      if (tooDeep > 0 || open.length > DEEPEST) {
        tooDeep += 1;
        return;
      }
      const value = attributes['m:val'] ?? attributes['w:val'] ?? '';
      const part: Part = { name, value, text: '', children: [] };
      open.at(-1)?.children.push(part);
      open.push(part);
    },
    text: (text) => {
      const part = open.at(-1);
      if (part?.name === 't') part.text += text;
    },
    close: () => {
      if (tooDeep > 0) tooDeep -= 1;
      else open.pop();
    },
  });
  return textOf(root).replace(/\s+/g, ' ').trim();
}

function textOf(part: Part): string {
  const of = (name: string) => inner(part.children.find((child) => child.name === name));
  const setting = (name: string) => {
    const settings = part.children.find((child) => child.name === `${part.name}Pr`);
    return settings?.children.find((child) => child.name === name)?.value;
  };
  switch (part.name) {
    case 't':
      return part.text;
    case 'f':
      // Without a bar it is no fraction: `¦` as in Word's own way to type one.
      return `${grouped(of('num'))}${setting('type') === 'noBar' ? '¦' : '/'}${grouped(of('den'))}`;
    case 'sSup':
      return `${grouped(of('e'))}^${grouped(of('sup'))}`;
    case 'sSub':
      return `${grouped(of('e'))}_${grouped(of('sub'))}`;
    case 'sSubSup':
      return `${grouped(of('e'))}_${grouped(of('sub'))}^${grouped(of('sup'))}`;
    case 'sPre':
      return `_${grouped(of('sub'))}^${grouped(of('sup'))} ${of('e')}`;
    case 'acc':
      return `${of('e')}${setting('chr') ?? HAT}`;
    case 'bar':
      return `${of('e')}${setting('pos') === 'top' ? LINE_ABOVE : LINE_BELOW}`;
    case 'eqArr':
      return part.children
        .filter(({ name }) => name === 'e')
        .map(inner)
        .join('; ');
    case 'rad': {
      const degree = of('deg');
      return `${degree ? `root ${grouped(degree)} of ` : '√'}(${of('e')})`;
    }
    case 'nary': {
      const [sub, sup] = [of('sub'), of('sup')];
      const limits = `${sub ? `_${grouped(sub)}` : ''}${sup ? `^${grouped(sup)}` : ''}`;
      return `${setting('chr') ?? INTEGRAL}${limits} ${of('e')}`;
    }
    case 'd': {
      const inside = part.children.filter(({ name }) => name === 'e').map(inner);
      return `${setting('begChr') ?? '('}${inside.join(setting('sepChr') ?? '|')}${setting('endChr') ?? ')'}`;
    }
    case 'm':
      return part.children
        .filter(({ name }) => name === 'mr')
        .map((row) =>
          row.children
            .filter(({ name }) => name === 'e')
            .map(inner)
            .join(', '),
        )
        .join('; ');
    case 'func':
      return `${of('fName')} ${grouped(of('e'))}`;
    case 'limLow':
      return `${of('e')}_${grouped(of('lim'))}`;
    case 'limUpp':
      return `${of('e')}^${grouped(of('lim'))}`;
    case 'phant':
      // It takes room, and is not seen (22.1.2.81).
      return /^(?:0|off|false)$/.test(setting('show') ?? '') ? '' : inner(part);
    case 'br':
      return ' ';
    default:
      return inner(part);
  }
}

function inner(part: Part | undefined): string {
  return part ? part.children.map(textOf).join('') + (part.name === 't' ? part.text : '') : '';
}
