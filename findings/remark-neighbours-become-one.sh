#!/bin/sh
# remark-stringify 11.0.0 with remark-gfm 4.0.1: code beside code, and struck text beside struck text, is written as one,
# and what stands between a backslash and a bar in the code of a cell loses the backslash.
#
# Expected: what is written is read again as the same tree. Emphasis beside emphasis is: *a*_b_.
# Seen:     two codes a and b are written `a``b`, which is one code "a``b" (CommonMark 0.31.2, 6.1: a string of two
#           backticks does not end what one began); two struck texts ~~a~~~~b~~, which is one with four tildes in it;
#           the code x\|y of a cell is written as x|y is, as `x\|y`, which a table gives back as x|y (GFM 0.29, 4.10).
#           HTML has <code>a</code><code>b</code> wherever an editor splits a word, and regular expressions have \|.
#
# Ends with 0 as long as it is seen, with 1 once that has changed. Needs Node.js and npm, which asks its registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  unified@11.0.5 remark-parse@11.0.0 remark-stringify@11.0.0 remark-gfm@4.0.1

cat >look.mjs <<'END'
import { readFileSync } from 'node:fs';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';

for (const name of ['remark-stringify', 'remark-gfm', 'mdast-util-to-markdown', 'mdast-util-gfm-table'])
  console.log(`${name} ${JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version}`);

const markdown = unified().use(remarkParse).use(remarkGfm).use(remarkStringify);
const of = (type, ...children) => ({ type, children });
const text = (value) => ({ type: 'text', value });
const code = (value) => ({ type: 'inlineCode', value });
const rowOf = (cell) => of('tableRow', of('tableCell', cell));
const inWords = ({ type, value, children = [] }) =>
  value === undefined ? `${type}(${children.map(inWords).join(' ')})` : `${type} ${value}`;

const CASES = [
  { tree: of('paragraph', of('emphasis', text('a')), of('emphasis', text('b'))), isKept: true },
  { tree: of('paragraph', code('a'), code('b')), isKept: false },
  { tree: of('paragraph', of('delete', text('a')), of('delete', text('b'))), isKept: false },
  { tree: of('table', rowOf(text('pattern')), rowOf(code('x\\|y'))), isKept: false },
];
const asExpected = CASES.map(({ tree, isKept }) => {
  const written = markdown.stringify(of('root', tree));
  const read = markdown.parse(written).children[0];
  console.log(`${inWords(tree)}\n  is written ${JSON.stringify(written)}\n  and read as ${inWords(read)}`);
  return (inWords(read) === inWords(tree)) === isKept;
});
process.exit(asExpected.every(Boolean) ? 0 : 1);
END
node look.mjs
