import { isFixedWidthName } from '../../fixed-width-names.ts';
import { readXml } from '../read-xml.ts';
import { CODE_STYLES, KNOWN_STYLES } from './style-map.ts';

/** What a style makes of its text, beyond what mammoth reads of it. */
export type TextStyle = {
  /** The style that stands for it: one that we know by its name, from which it comes. */
  known: string | undefined;
  /** Depth of a heading, from 1, for styles that are none by their name. */
  depth: number | undefined;
  /** It is for blocks of code by its name, or by that of one from which it comes. */
  isCode: boolean;
  isFixedWidth: boolean;
  isHidden: boolean;
};

export type TextStyles = {
  of: (id: string | undefined) => TextStyle;
  /** What styles are called, by their ids. */
  names: ReadonlyMap<string, string>;
  /** The text of the document is in a font for code as a whole, so that this tells nothing. */
  isAllFixedWidth: boolean;
  hasHidden: boolean;
  /** All of these in capital letters; undefined where there are none. */
  inCapitals: ReadonlySet<string> | undefined;
};

type Style = {
  name: string;
  parent: string;
  font: string | undefined;
  level: number | undefined;
  isHidden: boolean | undefined;
};

const DEEPEST = 10;
const PLAIN: TextStyle = {
  known: undefined,
  depth: undefined,
  isCode: false,
  isFixedWidth: false,
  isHidden: false,
};

/** Styles as people derive them from others (ECMA-376, 17.7.4.3). @param xml `styles.xml` */
export function readTextStyles(xml: string): TextStyles {
  const { styles, inCapitals, usual } = readStyles(xml);
  const read = (id: string): TextStyle => {
    const chain: [string, Style][] = [];
    for (let at = id; chain.length < DEEPEST; ) {
      const style = styles.get(at);
      if (!style) break;
      chain.push([at, style]);
      at = style.parent;
    }
    const [known, ancestor] =
      chain.find(([, { name }]) => KNOWN_STYLES.has(name.toLowerCase())) ?? [];
    const level = chain.find((one) => one[1].level !== undefined)?.[1].level;
    const font = chain.find((one) => one[1].font !== undefined)?.[1].font;
    return {
      known,
      depth: depthOf(level),
      isCode: CODE_STYLES.has(ancestor?.name.toLowerCase() ?? ''),
      isFixedWidth: isFixedWidthName(font),
      isHidden: chain.find((one) => one[1].isHidden !== undefined)?.[1].isHidden ?? false,
    };
  };
  const found = new Map<string, TextStyle>();
  return {
    of: (id) => {
      if (id === undefined) return PLAIN;
      const style = found.get(id) ?? read(id);
      found.set(id, style);
      return style;
    },
    names: new Map([...styles].map(([id, { name }]) => [id, name])),
    isAllFixedWidth: isFixedWidthName(usual),
    hasHidden: [...styles.values()].some(({ isHidden }) => isHidden),
    inCapitals: inCapitals.size > 0 ? inCapitals : undefined,
  };
}

/** The tenth level is that of running text; Markdown has six. @param level from 0 */
export function depthOf(level: number | undefined): number | undefined {
  return level === undefined || level < 0 || level > 8 ? undefined : Math.min(level + 1, 6);
}

function readStyles(xml: string) {
  const styles = new Map<string, Style>();
  const inCapitals = new Set<string>();
  let style: Style | undefined;
  let isUsual = false;
  let usual: string | undefined;
  readXml(xml, {
    open: (name, attributes) => {
      const value = attributes['w:val'] ?? '';
      if (name === 'style') {
        style = {
          ...{ name: '', parent: '', font: undefined },
          ...{ level: undefined, isHidden: undefined },
        };
        styles.set(attributes['w:styleId'] ?? '', style);
        isUsual =
          attributes['w:type'] === 'paragraph' && /^(1|true)$/.test(attributes['w:default'] ?? '');
      } else if (name === 'rFonts') {
        const font = attributes['w:ascii'] ?? attributes['w:hAnsi'];
        if (style) style.font = font;
        if (!style || isUsual) usual = font;
      } else if (style && name === 'name') {
        style.name = value;
        inCapitals.add(value.toUpperCase());
      } else if (style && name === 'vanish') style.isHidden = !/^(?:0|false|off)$/.test(value);
      else if (style && name === 'basedOn') style.parent = value;
      else if (style && name === 'outlineLvl') style.level = Number(value);
    },
    close: (name) => {
      if (name === 'style') style = undefined;
      if (name === 'style') isUsual = false;
    },
  });
  return { styles, inCapitals, usual };
}
