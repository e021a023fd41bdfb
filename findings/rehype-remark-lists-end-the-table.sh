#!/bin/sh
# rehype-remark 10.0.1 with remark-gfm 4.0.1: a list or a listing in a cell ends the table.
#
# Expected: a table of GFM has one line for each row (GFM 0.29, 4.10). A list in a cell of HTML, as wikis write them
#           everywhere, is put into its line in some way, or the table is written in another way: what stands in the
#           cells beside it stays in its row.
# Seen:     "| * x", a new line, "* y | 2027 |": the row ends in the middle of the cell, the second point is a list of
#           its own behind the table, and so is the date, which belonged to the row. A listing in a cell likewise: its
#           fence does not begin a line, so that it is none.
#
# Ends with 0 as long as it is seen, with 1 once that has changed. Needs Node.js and npm, which asks its registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  unified@11.0.5 rehype-parse@9.0.1 rehype-remark@10.0.1 remark-parse@11.0.0 remark-stringify@11.0.0 remark-gfm@4.0.1

cat >look.mjs <<'END'
import { readFileSync } from 'node:fs';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';

for (const name of ['rehype-remark', 'hast-util-to-mdast', 'remark-gfm'])
  console.log(`${name} ${JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version}`);

const toMarkdown = unified().use(rehypeParse).use(rehypeRemark).use(remarkGfm).use(remarkStringify);
const reader = unified().use(remarkParse).use(remarkGfm);
const textOf = ({ value, children = [] }) => value ?? children.map(textOf).join('');

const CASES = {
  'plain words': 'x and y',
  'a list': '<ul><li>x</li><li>y</li></ul>',
  'a listing': '<pre>x\ny</pre>',
};
const kept = Object.entries(CASES).map(([name, cell]) => {
  const html = `<table><tr><th>Tasks</th><th>Due</th></tr><tr><td>${cell}</td><td>2027</td></tr></table>`;
  const written = String(toMarkdown.processSync(html));
  const { children } = reader.parse(written);
  const row = children[0].children[1].children.map(textOf);
  console.log(`${name} beside "2027" is written ${JSON.stringify(written)}`);
  console.log(`  and read as ${children.map(({ type }) => type).join(', ')}; the row has ${JSON.stringify(row)}`);
  return row.includes('2027');
});
process.exit(kept.join() === 'true,false,false' ? 0 : 1);
END
node look.mjs
