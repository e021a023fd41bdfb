#!/bin/sh
# turndown 7.2.5 with turndown-plugin-gfm 1.0.2: a bar in a cell makes another cell, and a line break ends a heading.
#
# Expected: what is written is read again as the same words in the same places. A bar in a cell of a table is written \|
#           (GFM 0.29, 4.10); a heading that begins with # is one line (CommonMark 0.31.2, 4.2), so that a line break
#           in it becomes a space, or the heading is written in the other style. Everything else of a text that could be
#           taken for Markdown is escaped.
# Seen:     "| a|b | 2027 |", which has three cells, of which the last is dropped, as there are two columns: the date is
#           gone. "## Offices  ", a new line, "Berlin": Berlin is a paragraph below the heading.
#
# Ends with 0 as long as it is seen, with 1 once that has changed. Needs Node.js and npm, which asks its registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact turndown@7.2.5 turndown-plugin-gfm@1.0.2 \
  marked@16.4.1

cat >look.mjs <<'END'
import { readFileSync } from 'node:fs';
import { marked } from 'marked';
import Turndown from 'turndown';
import { gfm } from 'turndown-plugin-gfm';

for (const name of ['turndown', 'turndown-plugin-gfm'])
  console.log(`${name} ${JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version}`);

const turndown = new Turndown({ headingStyle: 'atx' }).use(gfm);
const look = (name, html) => {
  const written = turndown.turndown(html);
  const read = marked.parse(written).replaceAll('\n', '');
  console.log(`${name} is written ${JSON.stringify(written)}\n  and read as ${read}`);
  return read;
};
const tableOf = (cell) =>
  `<table><thead><tr><th>Rule</th><th>Due</th></tr></thead><tbody><tr><td>${cell}</td><td>2027</td></tr></tbody></table>`;
const kept = [
  look('a cell with words', tableOf('a or b')).includes('2027'),
  look('a cell with a bar', tableOf('a|b')).includes('2027'),
  /<h2[^>]*>[^/]*Berlin/.test(look('a heading of two lines', '<h2>Offices<br>Berlin</h2>')),
];
process.exit(kept.join() === 'true,false,false' ? 0 : 1);
END
node look.mjs
