import { expect, test } from 'vitest';
import { rtfToMarkdown } from './rtf.ts';

const read = (text: string) => rtfToMarkdown(Buffer.from(`{\\rtf1\\ansi ${text}}`, 'latin1'));

test.each([
  [
    'bytes are of the character set of their font',
    "{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204{\\*\\fname A;}Arial;}}\\f1\\'cf\\'f0 {\\f0 caf\\'e9} \\'cf\\par",
    'Пр café П',
  ],
  [
    'a comment',
    'Text{\\*\\atnauthor Ada}\\chatn{\\*\\annotation{\\*\\atndate 1}\\pard\\plain why?} goes on\\par',
    'Text \\[Ada: why?\\] goes on',
  ],
  [
    'what was deleted while changes were recorded',
    'It is {\\deleted no}{\\revised yes}, \\deleted old\\deleted0 new\\deleted x\\plain .\\par',
    'It is yes, new.',
  ],
  [
    'a font that ends with its paragraph, and empty lines of code',
    '\\deff0{\\fonttbl{\\f0\\froman Serif;}{\\f5\\fmodern\\fprq1 Mono;}}\\pard\\plain a\\par\\pard\\plain\\f5 if x:\\par\\pard\\plain\\f5   y\\par\\pard\\plain\\f5\\par\\pard\\plain\\f5 z\\par\\pard\\plain\\f5\\par\\pard\\plain b\\par',
    'a\n\n```\nif x:\n  y\n\nz\n```\n\nb',
  ],
  ['text above and below its line', '10{\\up6 6} H{\\dn4 2}O x\\up5 2\\up0 y\\par', '10⁶ H₂O x²y'],
  [
    'points in a cell, as LibreOffice writes them',
    "\\trowd\\pard\\intbl a\\cell\\pard\\intbl{\\listtext\\pard\\plain \\u8226\\'95\\tab}one\\par\\pard\\intbl{\\listtext\\pard\\plain 2.\\tab}two\\cell\\row\\pard after\\par",
    '|  |  |\n| --- | --- |\n| a | • one<br>2. two |\n\nafter',
  ],
  [
    'code that stands in a point',
    '{\\stylesheet{\\s5 Source Code;}}\\pard\\s5{\\listtext\\pard\\plain  \\tab}if x:\\line   y\\par\\pard z\\par',
    '```\nif x:\n  y\n```\n\nz',
  ],
  [
    'a table in a cell',
    '\\trowd\\pard\\intbl outer\\par\\pard\\intbl\\itap2 n1\\nestcell n2\\nestcell{\\*\\nesttableprops\\trowd\\nestrow}{\\nonesttables\\par}\\pard\\intbl\\itap2 n3\\nestcell n4\\nestcell{\\*\\nesttableprops\\nestrow}{\\nonesttables\\par}\\pard\\intbl\\cell\\pard\\intbl b\\cell\\row\\pard after\\par',
    '|  |  |\n| --- | --- |\n| outer<br>n1 n2<br>n3 n4 | b |\n\nafter',
  ],
  [
    'rows that head a table on each page',
    '\\trowd\\trhdr\\pard\\intbl A\\cell B\\cell\\row\\trowd\\pard\\intbl 1\\cell 2\\cell\\row\\pard\\par',
    '| A | B |\n| --- | --- |\n| 1 | 2 |',
  ],
  [
    'hidden text',
    'seen{\\v secret} a\\v  secret\\v0 b\\v secret\\plain c{\\v  }\\par',
    'seen abc\n\n*Hidden text is left out.*',
  ],
  [
    'what marks entries of an index',
    'word{\\xe{\\v secret}}{\\tc{\\v secret}} after\\par',
    'word after',
  ],
  [
    'what another program shows, and pictures',
    'a {\\object\\objemb{\\*\\objclass Excel.Sheet.12}{\\*\\objdata 0105}{\\result{\\pict 00}}} b{\\*\\shppict{\\pict{\\*\\picprop{\\sp{\\sn shapeType}{\\sv 75}}{\\sp{\\sn wzDescription}{\\sv A map}}}00}}{\\header{\\object{\\result x}}{\\pict{\\*\\picprop{\\sp{\\sn wzDescription}{\\sv Logo}}}}}\\par',
    'a *Embedded: Excel Sheet* b *Image: A map*\n\n**Header:** x',
  ],
  [
    'forms',
    '{\\field{\\*\\fldinst FORMCHECKBOX {\\*\\formfield{\\fftype1\\ffres25\\ffdefres1}}}{\\fldrslt}} a\\par{\\field{\\*\\fldinst FORMDROPDOWN {\\*\\formfield{\\fftype2\\ffres1{\\*\\ffl North}{\\*\\ffl South}}}}{\\fldrslt}}\\par',
    '☑ a\n\nSouth',
  ],
  [
    'signs of fonts for them',
    "{\\fonttbl{\\f0 Arial;}{\\f3\\fcharset2{\\*\\falt Other;}Wingdings;}{\\f4\\fcharset2 Symbol;}}{\\f3\\'e0} to {\\f4\\u-3999?a}\\par",
    '🡪 to αα',
  ],
  ['bytes as they are', '\\ansicpg1251 \u00cf\u00f0 caf\\u233 \u00e9!\\par', 'Пр café!'],
  ['the character set of Apple', "\\mac caf\\'8e\\par", 'café'],
  ['words in Unicode beside others', '{\\upr{ansi?}{\\*\\ud{\\u1055?}}} x\\par', 'П x'],
  ['what was moved away', '{\\mvf old}{\\mvt new}\\par', 'new'],
  ['the end of a column', 'a\\column b\\par', 'a\n\nb'],
  [
    'a formula',
    'so {\\mmath{\\*\\moMath{\\mr x=}{\\mf{\\mnum{\\mr a+b}}{\\mden{\\mr 2}}}}{\\mmathPict{\\pict 00}}} holds\\par',
    'so x=(a+b)/(2) holds',
  ],
  [
    'links with places, and without quotes',
    '{\\field{\\*\\fldinst{HYPERLINK "https://a.example/x" \\\\l "y"}}{\\fldrslt there}} {\\field{\\*\\fldinst HYPERLINK https://b.example/}{\\fldrslt b}}\\par',
    '[there](https://a.example/x#y) [b](https://b.example/)',
  ],
  [
    'cells that are wider than a column',
    '\\trowd\\cellx200\\cellx300\\pard\\intbl A\\cell B\\cell\\row\\trowd\\cellx100\\cellx205\\cellx300\\pard\\intbl 1\\cell 2\\cell 3\\cell\\row\\pard\\par',
    '|  |  |  |\n| --- | --- | --- |\n| A |  | B |\n| 1 | 2 | 3 |',
  ],
  [
    'a note of several paragraphs, with its number',
    'Text{\\super\\chftn{\\footnote\\pard\\plain{\\super\\chftn} one.\\par two.\\par}} goes on\\par',
    'Text (one. two.) goes on',
  ],
  ['a note', 'Text{\\footnote see below} goes on\\par', 'Text (see below) goes on'],
  [
    'numbers as they are shown',
    '{\\listtext 3.\\tab}three\\par{\\listtext 4.\\tab}four\\par\\pard text\\par{\\listtext b)\\tab}letter\\par',
    '3. three\n4. four\n\ntext\n\n- b) letter',
  ],
  [
    'points that are typed',
    '{\\pard\\li360\\fi-360 1.\\tx360\\tab one\\par}{\\pard\\li720\\fi-360\\endash\\tx360\\tab inner\\par}{\\pard\\li360\\fi-360 2.\\tab two\\par}{\\pard\\li0\\fi0 3.\\tab text\\par}',
    '1. one\n   - inner\n2. two\n\n3\\. text',
  ],
  [
    'code by its font',
    '{\\fonttbl{\\f0\\fswiss A;}{\\f1\\fmodern Courier;}}\\f0 Run {\\f1 it(1)} now\\par{\\pard\\f1 if x\\line   y\\par}',
    'Run `it(1)` now\n\n```\nif x\n  y\n```',
  ],
  [
    'a document in one such font',
    '\\deff0{\\fonttbl{\\f0\\fmodern Courier;}}\\f0 Dear Ada,\\par',
    'Dear Ada,',
  ],
  [
    'tabs of code',
    '{\\stylesheet{\\s5 Source Code;}}\\s5 if\\tab x\\par\\tab y\\par',
    '```\nif\tx\n\ty\n```',
  ],
])('%s', (_, text, markdown) => {
  expect(read(text)).toBe(markdown);
});
