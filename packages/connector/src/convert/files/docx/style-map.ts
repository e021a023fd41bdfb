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

export const STYLE_MAP = [
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
