#!/bin/sh
# mammoth 1.13.0: what a field is calculated from is shown before its result, as one word: 20 and 40 become 2040.
#
# Expected: a complex field is its codes from `begin` to `separate` and its result from there to `end`; the result is
#           what is shown (ECMA-376 part 1, 17.16.18). Its codes may hold other fields, with results of their own, which
#           are then a part of the codes: { = { DOCPROPERTY Price } * 2 } shows "Total: 40 euro".
# Seen:     "Total: 2040 euro", without a message. The same field without another one in its codes is read as it should
#           be.
#
# Ends with 0 as long as it is seen, with 1 once that has changed. Needs Node.js and npm, which asks its registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact mammoth@1.13.0 fflate@0.8.3

cat >look.mjs <<'END'
import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import mammoth from 'mammoth';

const { version } = JSON.parse(readFileSync('node_modules/mammoth/package.json', 'utf8'));
console.log(`mammoth ${version}`);
const text = (value) => `<w:r><w:t xml:space="preserve">${value}</w:t></w:r>`;
const code = (value) => `<w:r><w:instrText xml:space="preserve">${value}</w:instrText></w:r>`;
const mark = (type) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const field = (codes, result) => `${mark('begin')}${codes}${mark('separate')}${text(result)}${mark('end')}`;

const read = async (total) => {
  const body = `<w:p>${text('Total: ')}${total}${text(' euro')}</w:p>`;
  const files = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  };
  const zip = zipSync(Object.fromEntries(Object.entries(files).map(([name, part]) => [name, strToU8(part)])));
  const { value, messages } = await mammoth.extractRawText({ buffer: Buffer.from(zip) });
  return { line: value.trim(), messages };
};
const plain = await read(field(code(' = 20 * 2 '), '40'));
const inner = field(code(' DOCPROPERTY Price '), '20');
const within = await read(field(`${code(' = ')}${inner}${code(' * 2 ')}`, '40'));
const expected = 'Total: 40 euro';
console.log(`{ = 20 * 2 }:                     expected "${expected}", seen "${plain.line}"`);
console.log(`{ = { DOCPROPERTY Price } * 2 }:  expected "${expected}", seen "${within.line}"`);
console.log(`messages: ${within.messages.length}`);
process.exit(plain.line === expected && within.line === 'Total: 2040 euro' ? 0 : 1);
END
node look.mjs
