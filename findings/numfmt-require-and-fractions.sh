#!/bin/sh
# numfmt 4.0.1: it cannot be loaded with require, and a fraction that rounds up to a whole is counted twice.
#
# Expected: (1) its package.json names ./dist/index.cjs for `require` (Node.js, "Packages", conditional exports), so
#           that require('numfmt') gives the library.
#           (2) `# ?/?` shows a whole number and a fraction beside it (ECMA-376 part 1, 18.8.31), which together are the
#           value, as near as one digit comes to it: 999.995 is shown as 1000, 0.95 as 1.
# Seen:     (1) MODULE_NOT_FOUND: the published package has no dist/index.cjs.
#           (2) "1000 1/1", which reads as 1001, and "1 1/1", which reads as 2.
#
# Ends with 0 as long as it is seen, with 1 once that has changed. Needs Node.js and npm, which asks its registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact numfmt@4.0.1

cat >look.mjs <<'END'
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { format } from 'numfmt';

const { version, exports } = JSON.parse(readFileSync('node_modules/numfmt/package.json', 'utf8'));
console.log(`numfmt ${version}`);

let loaded = 'the library';
try {
  createRequire(import.meta.url)('numfmt');
} catch (error) {
  loaded = error.code;
}
console.log(`require('numfmt'), which is ${exports['.'].require}: expected the library, seen ${loaded}`);

const reads = (text) =>
  text.trim().split(/\s+/).map((part) => part.split('/').map(Number)).reduce((sum, [over, under = 1]) => sum + over / under, 0);
const wrong = [[999.995, '1000'], [0.95, '1']].filter(([value, expected]) => {
  const shown = format('# ?/?', value).trim();
  console.log(`# ?/? of ${value}: expected "${expected}", seen "${shown}", which reads as ${reads(shown)}`);
  return Math.abs(reads(shown) - value) >= 1;
});
process.exit(loaded === 'MODULE_NOT_FOUND' && wrong.length === 2 ? 0 : 1);
END
node look.mjs
