#!/bin/sh
# numfmt 4.0.1: month names of a cell come out in English where the format names Spanish as Excel writes it by default.
#
# Expected: `[$-C0A]mmmm` is Spanish: 0x0C0A is "es-ES" in the list of language ids ([MS-LCID], 2.2), and what Excel writes for
#           dates of Spain; 0x040A is the same country with the traditional order of the alphabet. Of 11 December
#           2025 both show "diciembre". Likewise `[$-FC19]`, which Excel offers for Russian dates, is 0x0419 in its
#           low digits, and shows a Russian month.
# Seen:     40A gives "diciembre", C0A "December"; 419 gives a Russian month, FC19 "December". No error, and no sign that
#           the language was not known.
#
# Ends with 0 as long as it is seen, with 1 once that has changed. Needs Node.js and npm, which asks its registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact numfmt@4.0.1

cat >look.mjs <<'END'
import { readFileSync } from 'node:fs';
import { format } from 'numfmt';

const { version } = JSON.parse(readFileSync('node_modules/numfmt/package.json', 'utf8'));
console.log(`numfmt ${version}`);

const DAY = 46002;
const month = (language) => format(`[$-${language}]mmmm`, DAY);
const isSeen = [['40A', 'C0A'], ['419', 'FC19']].map(([known, usual]) => {
  console.log(`${known}: "${month(known)}"; ${usual}: expected the same, seen "${month(usual)}"`);
  return month(known) !== 'December' && month(usual) === 'December';
});
process.exit(isSeen.every(Boolean) ? 0 : 1);
END
node look.mjs
