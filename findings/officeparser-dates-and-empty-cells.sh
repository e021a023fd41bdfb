#!/bin/sh
# officeparser 8.1.1: dates of a workbook are read as the numbers of their days, and as text what stands behind an empty
# cell moves into its column.
#
# Expected: it reads workbooks for people and models. A cell whose format is one of dates (ECMA-376 part 1, 18.8.30) is
#           read as a date, or at least so that it can be told from an amount; and in text whose columns are tabs, what
#           stands in the third column stays behind two tabs, below the third name.
# Seen:     46095 instead of 2026-03-14, and 0.125 instead of 12.5 %, in text, Markdown and CSV, without anything about the format in
#           its tree; "Berlin", a tab, "open" for a row whose second cell is empty, so that the state stands below "Owner".
#           Markdown and CSV of the same file keep the columns.
#
# Ends with 0 as long as it is seen, with 1 once that has changed. Needs Node.js and npm, which asks its registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact officeparser@8.1.1 exceljs@4.4.0

cat >look.mjs <<'END'
import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { convert, parseOffice } from 'officeparser';

console.log(`officeparser ${JSON.parse(readFileSync('node_modules/officeparser/package.json', 'utf8')).version}`);

const made = new ExcelJS.Workbook();
const sheet = made.addWorksheet('Moves');
sheet.addRow(['Office', 'Owner', 'State', 'Due', 'Done']);
sheet.addRow(['Berlin', null, 'open', new Date(Date.UTC(2026, 2, 14)), 0.125]);
sheet.getCell('D2').numFmt = 'yyyy-mm-dd';
sheet.getCell('E2').numFmt = '0.0%';
const file = Buffer.from(await made.xlsx.writeBuffer());

const { value: text } = await convert(file, 'text', {});
const { value: csv } = await convert(file, 'csv', {});
const tree = JSON.stringify((await parseOffice(file)).content);
console.log(`as text: ${JSON.stringify(text)}`);
console.log(`as CSV:  ${JSON.stringify(csv)}`);
console.log(`the tree names the format of the date: ${/yyyy/i.test(tree)}`);
const isMoved = text.split('\n')[1] === 'Berlin\topen\t46095\t0.125';
const isKept = csv.split('\n')[1] === 'Berlin,,open,46095,0.125';
process.exit(isMoved && isKept && !/yyyy/i.test(tree) ? 0 : 1);
END
node look.mjs
