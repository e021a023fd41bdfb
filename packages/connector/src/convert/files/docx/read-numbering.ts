import { readXml } from '../read-xml.ts';

/** One level of a numbered list (ECMA-376, 17.9). */
export type Level = {
  start: number;
  format: string;
  text: string;
  /** Of the sign or the number. */
  font: string | undefined;
  /** The style of paragraphs that are on this level by their style alone. */
  style: string;
  isLegal: boolean;
  /** How many of the levels above make this one begin anew; all where it is undefined. */
  restart: number | undefined;
};
/** Levels, or the name of a style whose list has them; `style` is the name that others know it by. */
type Abstract = { levels: Map<number, Level>; link: string; style: string };
/** A list as paragraphs name it; levels may begin anew with it, or be others. */
type Num = { abstractId: string; starts: Map<number, number>; levels: Map<number, Level> };
/** The list and the level of a paragraph. */
export type Place = { numId: string; level: number };
type StylePlace = { numId?: string | undefined; level?: number | undefined };

export type Numbering = {
  levelsOf: (
    numId: string,
  ) =>
    | { key: string; levels: ReadonlyMap<number, Level>; starts: ReadonlyMap<number, number> }
    | undefined;
  /** What the style of a paragraph says. */
  placeOfStyle: (style: string) => StylePlace;
};

/** @param numbering `numbering.xml` @param styles `styles.xml` */
export function readNumbering(numbering: string, styles: string): Numbering {
  const { abstracts, nums } = readLists(numbering);
  const ofStyles = readStylePlaces(styles);
  const linked = new Map([...abstracts].map(([id, { style }]) => [style, id]));
  const levelsOf: Numbering['levelsOf'] = (numId) => {
    const num = nums.get(numId);
    const own = abstracts.get(num?.abstractId ?? '');
    const key = own?.link ? linked.get(own.link) : num?.abstractId;
    const levels = abstracts.get(key ?? '')?.levels;
    if (!num || !key || !levels) return undefined;
    const all = num.levels.size === 0 ? levels : new Map([...levels, ...num.levels]);
    return { key, levels: all, starts: num.starts };
  };
  return {
    levelsOf,
    placeOfStyle: (style) => {
      const place: StylePlace = {};
      for (let id = style, depth = 0; depth < DEEPEST; depth += 1) {
        const found = ofStyles.get(id);
        if (!found) break;
        place.numId ??= found.numId;
        place.level ??= found.level;
        id = found.parent;
      }
      const levels = [...(levelsOf(place.numId ?? '')?.levels ?? [])];
      const own = levels.find((level) => level[1].style === style);
      return { ...place, level: place.level ?? own?.[0] };
    },
  };
}

const DEEPEST = 10;
/** Word has no more (ECMA-376, 17.9.6). */
const MOST_LEVELS = 9;

export const newLevel = (): Level => ({
  ...{ start: 1, format: 'decimal', text: '', style: '' },
  ...{ isLegal: false, restart: undefined, font: undefined },
});

function readLists(xml: string) {
  const abstracts = new Map<string, Abstract>();
  const nums = new Map<string, Num>();
  let list: Abstract | undefined;
  let level: Level | undefined;
  let num: Num | undefined;
  let overridden = 0;
  readXml(xml, {
    open: (name, attributes) => {
      const value = attributes['w:val'] ?? '';
      if (name === 'abstractNum') {
        list = { levels: new Map(), link: '', style: '' };
        abstracts.set(attributes['w:abstractNumId'] ?? '', list);
      } else if (name === 'num') {
        num = { abstractId: '', starts: new Map(), levels: new Map() };
        nums.set(attributes['w:numId'] ?? '', num);
      } else if (name === 'abstractNumId' && num) num.abstractId = value;
      else if (name === 'lvlOverride') overridden = Number(attributes['w:ilvl']) || 0;
      else if (name === 'startOverride') num?.starts.set(overridden, Number(value) || 0);
      else if (name === 'numStyleLink' && list) list.link = value;
      else if (name === 'styleLink' && list) list.style = value;
      else if (name === 'lvl') {
        level = newLevel();
        const at = Number(attributes['w:ilvl']) || 0;
        if (at < MOST_LEVELS) (list ?? num)?.levels.set(at, level);
      } else if (level && name === 'start') level.start = Number(value) || 0;
      else if (level && name === 'isLgl') level.isLegal = value !== '0' && value !== 'false';
      else if (level && name === 'lvlRestart') level.restart = Number(value) || 0;
      // Older programs find another format behind one of one’s own.
      else if (level && name === 'numFmt' && !level.format.includes(','))
        level.format = attributes['w:format'] ?? value;
      else if (level && name === 'lvlText') level.text = value;
      else if (level && name === 'rFonts') level.font = attributes['w:ascii'];
      else if (level && name === 'pStyle') level.style = value;
    },
    close: (name) => {
      if (name === 'lvl') level = undefined;
      if (name === 'num') num = undefined;
      if (name === 'abstractNum') list = undefined;
    },
  });
  return { abstracts, nums };
}

function readStylePlaces(xml: string) {
  const styles = new Map<string, StylePlace & { parent: string }>();
  let style: (StylePlace & { parent: string }) | undefined;
  readXml(xml, {
    open: (name, attributes) => {
      const value = attributes['w:val'] ?? '';
      if (name === 'style') {
        style = { parent: '' };
        styles.set(attributes['w:styleId'] ?? '', style);
      } else if (name === 'basedOn' && style) style.parent = value;
      else if (name === 'numId' && style) style.numId = value;
      else if (name === 'ilvl' && style) style.level = Number(value) || 0;
    },
    close: (name) => {
      if (name === 'style') style = undefined;
    },
  });
  return styles;
}
