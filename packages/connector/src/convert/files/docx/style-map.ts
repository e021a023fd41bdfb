/** Styles by which programs tell code and quotes; headings and lists stand below. */
const CODE = [
  'Source Code',
  'Preformatted Text',
  'HTML Preformatted',
  'Code',
  'Code Block',
  'Macro Text',
];
const INLINE_CODE = [
  'Verbatim Char',
  'HTML Code',
  'Source Text',
  'Code Char',
  'Inline Code',
  'HTML Sample',
  'HTML Keyboard',
];
const QUOTES = ['Quote', 'Intense Quote', 'Block Text', 'Quotations', 'Block Quote'];

/** Where a point of a list stands, from level 1. */
const pointAt = (level: number, tag: string) =>
  `${'ul|ol > li > '.repeat(level - 1)}${tag} > li:fresh`;

/** Lists of deeper levels by their styles alone, as programs write them that know no numbering. */
const nestedLists = (name: string, tag: string) =>
  [2, 3, 4, 5].map((level) => `p[style-name='${name} ${level}'] => ${pointAt(level, tag)}`);

const lower = (names: readonly string[]) => names.map((name) => name.toLowerCase());

/** Names of styles for blocks of code, in lower case. */
export const CODE_STYLES: ReadonlySet<string> = new Set(lower(CODE));

const HEADINGS = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((level) => `heading ${level}`);

/** Names of all styles that mean something here, in lower case. */
export const KNOWN_STYLES: ReadonlySet<string> = new Set(
  lower([...CODE, ...INLINE_CODE, ...QUOTES, ...HEADINGS, 'Title', 'Subtitle']),
);

/** Style of paragraphs and runs that are code by the look of them. */
export const CODE_STYLE = 'RitaCode';
/** Style of headings that are ones by their level in the outline. */
export const headingStyle = (depth: number) => `RitaHeading${depth}`;

const OWN = [
  `p.${CODE_STYLE} => pre:separator('\\n')`,
  `r.${CODE_STYLE} => code`,
  ...[1, 2, 3, 4, 5, 6].map((depth) => `p.${headingStyle(depth)} => h${depth}:fresh`),
  // Markdown has no deeper ones.
  ...[7, 8, 9].map((level) => `p[style-name='heading ${level}'] => h6:fresh`),
  ...CODE.map((name) => `p[style-name='${name}'] => pre:separator('\\n')`),
  ...INLINE_CODE.map((name) => `r[style-name='${name}'] => code`),
  ...QUOTES.map((name) => `p[style-name='${name}'] => blockquote > p:fresh`),
  'r.RitaFormula => code',
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => p > em:fresh",
  'comment-reference => sup',
  ...nestedLists('List Bullet', 'ul'),
  ...nestedLists('List Number', 'ol'),
];

const DEPTHS = [1, 2, 3, 4, 5, 6];
const NOTES = ['footnote', 'endnote', 'annotation'];

/** The styles that mammoth has of its own, which a test holds them to. */
export const USUAL = [
  ...DEPTHS.map((depth) => `p.Heading${depth} => h${depth}:fresh`),
  ...DEPTHS.map((depth) => `p[style-name='Heading ${depth}'] => h${depth}:fresh`),
  ...['p.Heading => h1:fresh', "p[style-name='Heading'] => h1:fresh"],
  "r[style-name='Strong'] => strong",
  ...NOTES.map((note) => `p[style-name='${note} text'] => p:fresh`),
  ...NOTES.map((note) => `r[style-name='${note} reference'] =>`),
  ...['Footnote', 'Endnote'].map((note) => `p[style-name='${note}'] => p:fresh`),
  ...['Footnote', 'Endnote'].map((note) => `r[style-name='${note} anchor'] =>`),
  ...[1, 2, 3, 4, 5].map((level) => `p:unordered-list(${level}) => ${pointAt(level, 'ul')}`),
  ...[1, 2, 3, 4, 5].map((level) => `p:ordered-list(${level}) => ${pointAt(level, 'ol')}`),
  ...["r[style-name='Hyperlink'] =>", "p[style-name='Normal'] => p:fresh"],
  ...['p.Body => p:fresh', "p[style-name='Body'] => p:fresh"],
];

const LINES = [...OWN, ...USUAL].map((line) => ({
  line,
  name: /\[style-name='(.+?)'\]/.exec(line)?.[1]?.toUpperCase(),
  isOfNumbers: /^p:(un)?ordered-list/.test(line),
}));

/**
 * What can be met in one document: mammoth takes these lines apart for each document anew, and all
 * of them were a quarter of what a short document costs.
 *
 * @param names of its styles, in capital letters; undefined: they are not known
 */
export function styleMapFor({
  names,
  isNumbered,
}: {
  names: ReadonlySet<string> | undefined;
  isNumbered: boolean;
}): string[] {
  const isMet = (name: string | undefined) => name === undefined || !names || names.has(name);
  return LINES.filter(({ name, isOfNumbers }) => (isOfNumbers ? isNumbered : isMet(name))).map(
    ({ line }) => line,
  );
}
