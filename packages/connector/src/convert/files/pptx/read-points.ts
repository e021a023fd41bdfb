import { readXml, type XmlAttributes } from '../read-xml.ts';
import { tellingSign } from '../telling-points.ts';

/** A sign that says something: a box, a tick. */
export type TellingPoint = { sign: string };
/** How PowerPoint counts points: `alphaLcParenR` from `startAt` on (ECMA-376, 20.1.10.61). */
export type Counted = { type: string; start: number };
/** What stands before a paragraph: nothing, a sign, or a number. */
export type PointStyle = 'none' | 'mark' | TellingPoint | Counted;
/** By level, from 0; a level that says nothing is not among them. */
export type PointStyles = ReadonlyMap<number, PointStyle>;

/**
 * Undefined for an element that says nothing of it (ECMA-376, 21.1.2.4).
 * @param font in which the sign is drawn
 */
export function pointStyleOf(
  name: string,
  attributes: XmlAttributes,
  font: string | undefined,
): PointStyle | undefined {
  if (name === 'buNone') return 'none';
  if (name === 'buChar' || name === 'buBlip') {
    const sign = tellingSign(attributes.char ?? '', font);
    return sign === '' ? 'mark' : { sign };
  }
  if (name !== 'buAutoNum') return undefined;
  return { type: attributes.type ?? '', start: Number(attributes.startAt ?? 1) || 1 };
}

/** Reads the styles of levels (`a:lvl1pPr` …) that stand in a shape, a layout or a master. */
export function createPointStyles() {
  let styles = new Map<number, PointStyle>();
  let level: number | undefined;
  let font: string | undefined;
  return {
    open: (name: string, attributes: XmlAttributes): void => {
      const found = /^lvl([1-9])pPr$/.exec(name)?.[1];
      if (found !== undefined) {
        level = Number(found) - 1;
        font = undefined;
      }
      if (name === 'buFont') font = attributes.typeface;
      const style = level === undefined ? undefined : pointStyleOf(name, attributes, font);
      if (level !== undefined && style) styles.set(level, style);
    },
    close: (name: string): void => {
      if (level !== undefined && name.startsWith('lvl')) level = undefined;
    },
    take: (): PointStyles => {
      const taken = styles;
      styles = new Map();
      return taken;
    },
  };
}

/** Placeholders of a layout or a master, and what a master says of all texts. */
export type Layout = {
  placeholders: { type: string; index: string; styles: PointStyles }[];
  body: PointStyles;
  /** What stands on every slide that is made from it. */
  texts: string[];
  showsMaster: boolean;
};

export function readLayout(xml: string): Layout {
  const layout: Layout = { placeholders: [], body: new Map(), texts: [], showsMaster: true };
  let text = '';
  let isText = false;
  const styles = createPointStyles();
  let place: { type: string; index: string } | undefined;
  readXml(xml, {
    open: (name, attributes) => {
      if (attributes.showMasterSp === '0' || attributes.showMasterSp === 'false')
        layout.showsMaster = false;
      isText = name === 't';
      if (name === 'p') text += '\n';
      if (name === 'ph') place = { type: attributes.type ?? '', index: attributes.idx ?? '' };
      styles.open(name, attributes);
    },
    text: (piece) => {
      if (isText) text += piece;
    },
    close: (name) => {
      styles.close(name);
      isText = false;
      if (name === 'sp') {
        // Texts of placeholders only say what to write there.
        if (!place) layout.texts.push(...text.split('\n'));
        text = '';
        const taken = styles.take();
        if (place) layout.placeholders.push({ ...place, styles: taken });
        place = undefined;
      } else if (name === 'bodyStyle') layout.body = styles.take();
      else if (name === 'titleStyle' || name === 'otherStyle') styles.take();
    },
  });
  return layout;
}

/** Points begin with a mark here, unless something says otherwise. */
const WITH_POINTS = new Set(['body', 'obj', '']);

/**
 * What a placeholder of a slide has before its points, by the layout and the master that it is from.
 * @param layouts the nearer first
 */
export function usualPoint(
  layouts: readonly Layout[],
  { type, index }: { type: string; index: string },
  level: number,
): PointStyle {
  for (const [at, { placeholders }] of layouts.entries()) {
    // A layout has several of a type, which their index tells apart; a master has one of each.
    const byIndex = at === 0 && index !== '';
    const own = placeholders.find((one) =>
      byIndex ? one.index === index : one.type === (type || 'body'),
    );
    const style = own?.styles.get(level);
    if (style) return style;
  }
  if (!WITH_POINTS.has(type)) return 'none';
  return layouts.findLast(({ body }) => body.size > 0)?.body.get(level) ?? 'mark';
}
