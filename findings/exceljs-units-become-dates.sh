#!/bin/sh
# exceljs 4.4.0: numbers that are shown with a unit are read as dates.
#
# Expected: in a number format, a backslash shows the next sign as it is, and an underscore leaves room as wide as the
#           next sign (ECMA-376 part 1, 18.8.31): 0.0\h is a number of hours, 0_d a number with room behind it. The
#           value of such a cell is a number, as it is with 0.0"h".
# Seen:     a Date early in 1900: a format is taken for one of dates as soon as y, m, d, h, s or b stand anywhere
#           outside of quotes and brackets, behind a backslash or an underscore too.
#
# Ends with 0 as long as it is seen, with 1 once that has changed. Needs Node.js and npm, which asks its registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact exceljs@4.4.0

cat >look.mjs <<'END'
import ExcelJS from 'exceljs';
import { readFileSync } from 'node:fs';

console.log(`exceljs ${JSON.parse(readFileSync('node_modules/exceljs/package.json', 'utf8')).version}`);

const FORMATS = ['0.0"h"', '0.0\\h', '0\\m', '#,##0\\ \\s', '0_d'];
const made = new ExcelJS.Workbook();
const sheet = made.addWorksheet('Effort');
FORMATS.forEach((format, index) => {
  const cell = sheet.getCell(index + 1, 1);
  cell.value = 12.5;
  cell.numFmt = format;
});
const read = new ExcelJS.Workbook();
await read.xlsx.load(await made.xlsx.writeBuffer());

const seen = FORMATS.map((format, index) => {
  const { value } = read.getWorksheet('Effort').getCell(index + 1, 1);
  console.log(`12.5 as ${format}: expected 12.5, seen ${value instanceof Date ? value.toISOString() : value}`);
  return value;
});
const [quoted, ...others] = seen;
process.exit(quoted === 12.5 && others.every((value) => value instanceof Date) ? 0 : 1);
END
node look.mjs
