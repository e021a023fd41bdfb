/** Styles by which programs tell code and quotes; headings and lists are known to mammoth. */
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

/** Lists of deeper levels by their styles alone, as programs write them that know no numbering. */
const nestedLists = (name: string, tag: string) =>
  [2, 3, 4, 5].map((level) => {
    const outer = Array.from({ length: level - 1 }, () => 'ul|ol > li').join(' > ');
    return `p[style-name='${name} ${level}'] => ${outer} > ${tag} > li:fresh`;
  });

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

export const STYLE_MAP = [
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
