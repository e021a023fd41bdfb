#!/bin/sh
# mammoth 1.13.0: the text box of an oval is lost, and with it that of an arc, a line and a polyline; those of other shapes
# are read.
#
# Expected: any shape of VML may have a text box (ECMA-376 part 4, 19.1.2: `v:textbox` is a child of `v:oval`, `v:arc`,
#           `v:line` and `v:polyline` as of `v:rect`, `v:roundrect` and `v:shape`). Word shows its text, and writes such
#           shapes beside newer ones for older programs.
# Seen:     the text of a rectangle, a rounded one and a shape of one's own is there; that of the others is not. The
#           messages name the element that was passed over, and not that it held text.
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
const READ = ['rect', 'roundrect', 'shape'];
const LOST = ['oval', 'arc', 'line', 'polyline'];
const box = (shape) =>
  `<w:p><w:r><w:pict><v:${shape}><v:textbox><w:txbxContent><w:p><w:r><w:t>Words in ${shape}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:${shape}></w:pict></w:r></w:p>`;
const files = {
  '[Content_Types].xml':
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  '_rels/.rels':
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"><w:body>${[...READ, ...LOST].map(box).join('')}</w:body></w:document>`,
};
const zip = zipSync(Object.fromEntries(Object.entries(files).map(([name, part]) => [name, strToU8(part)])));
const { value, messages } = await mammoth.extractRawText({ buffer: Buffer.from(zip) });
const isThere = (shape) => value.includes(`Words in ${shape}`);
for (const shape of [...READ, ...LOST]) console.log(`v:${shape}: ${isThere(shape) ? 'read' : 'lost'}`);
for (const { message } of messages) console.log(message);
process.exit(READ.every(isThere) && !LOST.some(isThere) ? 0 : 1);
END
node look.mjs
