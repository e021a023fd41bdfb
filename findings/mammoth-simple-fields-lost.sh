#!/bin/sh
# mammoth 1.13.0: the text of a field that stands in one element, or of a run with a direction, is lost.
#
# Expected: `w:fldSimple` holds the runs that show the last result of a field (ECMA-376 part 1, 17.16.19), such as the
#           number of a caption; `w:bdo` and `w:dir` hold runs of another direction (17.3.2.3, 17.3.2.8). Their text is
#           shown by Word and belongs to the paragraph: "Figure 1: Our plan", "see above".
# Seen:     "Figure : Our plan" and "see ": the elements are left out with all that is in them.
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

const run = (text) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const body =
  `<w:p>${run('Figure ')}<w:fldSimple w:instr=" SEQ Figure ">${run('1')}</w:fldSimple>${run(': Our plan')}</w:p>` +
  `<w:p>${run('see ')}<w:bdo w:val="ltr">${run('above')}</w:bdo></w:p>`;
const files = {
  '[Content_Types].xml':
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  '_rels/.rels':
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
};
const zip = zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
const { value, messages } = await mammoth.extractRawText({ buffer: Buffer.from(zip) });
const lines = value.split('\n').filter((line) => line !== '');
const expected = ['Figure 1: Our plan', 'see above'];
const lost = expected.filter((line, at) => {
  console.log(`expected "${line}", seen "${lines[at]}"`);
  return lines[at] !== line;
});
for (const { message } of messages) console.log(`mammoth says: ${message}`);
process.exit(lost.length > 0 ? 0 : 1);
END
node look.mjs
