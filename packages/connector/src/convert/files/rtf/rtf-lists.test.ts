import { expect, test } from 'vitest';
import { rtfToMarkdown } from './rtf.ts';

/** The first list counts `1.` and `1.a)`, the second has marks; 3 begins at 7, 4 has boxes. */
const LISTS =
  "{\\*\\listtable{\\list{\\listlevel\\levelnfc0\\levelnfcn0\\levelstartat1{\\leveltext\\leveltemplateid1\\'02\\'00.;}{\\levelnumbers\\'01;}\\fi-360\\li720}{\\listlevel\\levelnfc4\\levelstartat1{\\leveltext\\'04\\'00.\\'01);}{\\levelnumbers\\'01\\'03;}}{\\listname ;}\\listid11}{\\list{\\listlevel\\levelnfc23{\\leveltext\\'01\\u-3913 ?;}{\\levelnumbers;}}\\listid12}}{\\*\\listoverridetable{\\listoverride\\listid11\\listoverridecount0\\ls1}{\\listoverride\\listid12\\listoverridecount0\\ls2}{\\listoverride\\listid11\\listoverridecount1{\\lfolevel\\listoverridestartat\\levelstartat7}\\ls3}{\\listoverride\\listid12\\listoverridecount1{\\lfolevel\\listoverrideformat1{\\listlevel\\levelnfc23{\\leveltext\\'01\\u9744 ?;}}}\\ls4}}";

const read = (text: string) =>
  rtfToMarkdown(Buffer.from(`{\\rtf1\\ansi\\ansicpg1252${LISTS}${text}}`, 'latin1'));

test.each([
  [
    'points are counted where the file leaves that to others',
    '\\pard\\ls1 one\\par two\\par\\pard\\ls1\\ilvl1 deep\\par deeper\\par\\pard\\ls1 three\\par\\pard text\\par\\pard\\ls1 four\\par',
    '1. one\n2. two\n   - 2.a) deep\n   - 2.b) deeper\n3. three\n\ntext\n\n4. four',
  ],
  [
    'marks, and signs that say something',
    '\\pard\\ls2 one\\par\\pard\\ls4 to do\\par',
    '- one\n- ☐ to do',
  ],
  [
    'a list that goes on from another number',
    '\\pard\\ls3 seven\\par eight\\par\\pard\\ls1 nine\\par',
    '7. seven\n8. eight\n9. nine',
  ],
  [
    'points that have their numbers in the file beside others',
    '\\pard\\ls1{\\listtext\\pard\\plain 1.\\tab}one\\par\\pard\\ls1 two\\par\\pard\\ls9 unknown\\par',
    '1. one\n2. two\n\nunknown',
  ],
  ['an empty point counts', '\\pard\\ls1 one\\par\\par three\\par', '1. one\n\n3) three'],
  [
    'points in a cell',
    '\\trowd\\cellx1000\\cellx2000\\pard\\intbl\\ls1 one\\par {\\b two}{\\footnote\\pard n\\par} more\\cell\\pard\\intbl\\ls2 dot\\cell\\row\\pard x\\par',
    '|  |  |\n| --- | --- |\n| 1. one<br>2. **two** (n) more | • dot |\n\nx',
  ],
  [
    'headings with numbers',
    '\\pard\\ls1\\outlinelevel0 Start\\par\\pard x\\par\\pard\\outlinelevel0{\\listtext II.\\tab}End\\par',
    '# 1. Start\n\nx\n\n# II. End',
  ],
  [
    'what the table of styles and heads of pages say of paragraphs',
    '{\\stylesheet{\\s1\\ls1\\ilvl1\\outlinelevel0\\li720\\fi-360 heading 1;}}{\\header\\ls1\\outlinelevel1 top\\par}Hello\\par',
    'Hello\n\n**Header:** top',
  ],
])('%s', (_, text, markdown) => {
  expect(read(text)).toBe(markdown);
});

test.each([
  [
    'letters of names, heads and addresses',
    "{\\stylesheet{\\s1 \\'dcberschrift 1;}}{\\footer M\\'fcller\\par}\\pard\\s1 Kopf{\\*\\atnauthor Ad\\'e8le}{\\*\\annotation why?}\\par\\pard{\\field{\\*\\fldinst HYPERLINK \"https://a.example/\\'e4\"}{\\fldrslt x}}\\par",
    '# Kopf \\[Adèle: why?\\]\n\n[x](https://a.example/%C3%A4)\n\n**Footer:** Müller',
  ],
  [
    'large letters at the start',
    'a\\par\\pard\\dropcapli3\\dropcapt1{\\dn7\\fs110 O}\\par\\pard\\plain nce {\\i upon}\\par b\\par',
    'a\n\nOnce *upon*\n\nb',
  ],
  [
    'boxes of older programs, and those at the head of pages',
    '{\\*\\do{\\dptxbxtext\\pard old box\\par}}after\\par{\\header{\\shp{\\*\\shpinst{\\shptxt\\pard head\\par}}{\\shprslt{\\*\\do{\\dptxbxtext head\\par}}}}\\pard right\\par}{\\shp{\\*\\shpinst{\\shptxt\\pard new box\\par}}{\\shprslt{\\*\\do{\\dptxbxtext new box\\par}}}}\\par',
    'old box\n\nafter\n\nnew box\n\n**Header:** head  \nright',
  ],
])('%s', (_, text, markdown) => {
  expect(read(text)).toBe(markdown);
});
