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

export const STYLE_MAP = [
  ...CODE.map((name) => `p[style-name='${name}'] => pre:separator('\\n')`),
  ...INLINE_CODE.map((name) => `r[style-name='${name}'] => code`),
  ...QUOTES.map((name) => `p[style-name='${name}'] => blockquote > p:fresh`),
  'r.RitaFormula => code',
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => p > em:fresh",
  'comment-reference => sup',
];
