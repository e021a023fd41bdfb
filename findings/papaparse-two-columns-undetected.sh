#!/bin/sh
# papaparse 5.7.1: the separator of a short file of two columns is not found when its last line ends.
#
# Expected: RFC 4180, 2: the last line may or may not end with a line break, so that both files below are the same table.
#           `;`, `|` and the tabulator are among the separators that papaparse tries.
# Seen:     with the line break, up to nine lines of two columns are taken apart at commas, that is not at all: each line
#           is one cell, "Rent;10 March". What is behind the last line break counts as one more row, of one column, and
#           brings the average below the 1.99 that a separator has to reach. Three columns are found, and two
#           without the line break, or with `skipEmptyLines`.
#
# Ends with 0 as long as it is seen, with 1 once that has changed. Needs Node.js and npm, which asks its registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact papaparse@5.7.1

cat >look.mjs <<'END'
import { readFileSync } from 'node:fs';
import papa from 'papaparse';

console.log(`papaparse ${JSON.parse(readFileSync('node_modules/papaparse/package.json', 'utf8')).version}`);

const rows = ['Rent', 'Power', 'Phone'].map((name, index) => [name, `1${index} March`]);
const look = (name, text, options) => {
  const { data, meta } = papa.parse(text, options);
  console.log(`${name}: separator "${meta.delimiter}", first line ${JSON.stringify(data[0])}`);
  return meta.delimiter;
};
const short = rows.map((row) => row.join(';')).join('\n');
const long = Array.from({ length: 20 }, () => 'Rent;10 March').join('\n');
const seen = [
  look('three lines', short),
  look('three lines, the last one ended', `${short}\n`),
  look('the same, empty lines skipped', `${short}\n`, { skipEmptyLines: true }),
  look('the same with three columns', `${short.replaceAll(';', ';x;')}\n`),
  look('twenty lines, the last one ended', `${long}\n`),
];
process.exit(seen.join(' ') === '; , ; ; ;' ? 0 : 1);
END
node look.mjs
