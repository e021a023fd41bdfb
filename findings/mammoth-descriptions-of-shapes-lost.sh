#!/bin/sh
# mammoth 1.13.0: what somebody wrote of a shape, a group or a chart for those who cannot see it is lost; of a picture it is
# read.
#
# Expected: `wp:docPr` describes whatever is drawn (ECMA-376, 20.4.2.5: `descr`, `title`), and Word shows the same box for
#           “alt text” on pictures, shapes, groups, charts and films.
# Seen:     only where the drawing holds a picture (`a:blip`) its description becomes the `alt` of an image. Of any other
#           drawing nothing is there, and no message says so.
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
const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const DRAWN = {
  picture:
    '<pic:pic><pic:blipFill><a:blip r:embed="i1"/></pic:blipFill><pic:spPr/></pic:pic>',
  shape: '<wps:wsp><wps:cNvSpPr/><wps:spPr/><wps:bodyPr/></wps:wsp>',
  group: '<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr/></wpg:wgp>',
};
const drawing = ([kind, drawn]) =>
  `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="N" descr="Words of a ${kind}"/><a:graphic><a:graphicData uri="u">${drawn}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
const NAMES = Object.entries({
  w: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  r: TYPES,
  a: 'http://schemas.openxmlformats.org/drawingml/2006/main',
  pic: 'http://schemas.openxmlformats.org/drawingml/2006/picture',
  wp: 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
  wps: 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape',
  wpg: 'http://schemas.microsoft.com/office/word/2010/wordprocessingGroup',
});
const relations = (...all) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.map(([id, type, target]) => `<Relationship Id="${id}" Type="${TYPES}/${type}" Target="${target}"/>`).join('')}</Relationships>`;
const files = {
  '[Content_Types].xml':
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  '_rels/.rels': relations(['r1', 'officeDocument', 'word/document.xml']),
  'word/_rels/document.xml.rels': relations(['i1', 'image', 'a.png']),
  'word/a.png': 'x',
  'word/document.xml': `<w:document ${NAMES.map(([prefix, name]) => `xmlns:${prefix}="${name}"`).join(' ')}><w:body>${Object.entries(DRAWN).map(drawing).join('')}</w:body></w:document>`,
};
const zip = zipSync(Object.fromEntries(Object.entries(files).map(([name, part]) => [name, strToU8(part)])));
const { value, messages } = await mammoth.convertToHtml({ buffer: Buffer.from(zip) });
const isThere = (kind) => value.includes(`Words of a ${kind}`);
for (const kind of Object.keys(DRAWN)) console.log(`${kind}: ${isThere(kind) ? 'read' : 'lost'}`);
for (const { message } of messages) console.log(message);
process.exit(isThere('picture') && !isThere('shape') && !isThere('group') ? 0 : 1);
END
node look.mjs
