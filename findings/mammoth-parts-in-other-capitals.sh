#!/bin/sh
# mammoth 1.13.0: parts whose names differ from their relations in capitals alone are not found.
#
# Expected: names of parts that differ only in the case of ASCII letters are the same (ECMA-376 part 2, 6.2.2.3), so that
#           notes kept in `word/Footnotes.xml` are those that a relation to `footnotes.xml` leads to: "See below[1]" and
#           the note "Only on weekdays." Word opens such a file.
# Seen:     the file is not read at all: an error tells of a property of null.
#
# Ends with 0 as long as it is seen, with 1 once that has changed. Needs Node.js and npm, which asks its registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact mammoth@1.13.0 fflate@0.8.3

cat >look.mjs <<'END'
import { strToU8, zipSync } from 'fflate';
import mammoth from 'mammoth';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const relations = (inner) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
const fileWith = (name) => ({
  '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/><Override PartName="/word/${name}" ContentType="${TYPE}.footnotes+xml"/></Types>`,
  '_rels/.rels': relations(
    `<Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/>`,
  ),
  'word/_rels/document.xml.rels': relations(
    `<Relationship Id="r2" Type="${OFFICE}/footnotes" Target="footnotes.xml"/>`,
  ),
  'word/document.xml': `<w:document ${W}><w:body><w:p><w:r><w:t>See below</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:body></w:document>`,
  [`word/${name}`]: `<w:footnotes ${W}><w:footnote w:id="2"><w:p><w:r><w:t>Only on weekdays.</w:t></w:r></w:p></w:footnote></w:footnotes>`,
});

async function read(name) {
  const parts = Object.entries(fileWith(name)).map(([path, text]) => [path, strToU8(text)]);
  try {
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(zipSync(Object.fromEntries(parts))) });
    return value;
  } catch (error) {
    return `error: ${error.message}`;
  }
}

const [same, other] = [await read('footnotes.xml'), await read('Footnotes.xml')];
console.log(`footnotes.xml: ${same}`);
console.log(`Footnotes.xml: ${other}`);
const isNote = (text) => text.includes('Only on weekdays.');
process.exit(isNote(same) && !isNote(other) ? 0 : 1);
END
node look.mjs
