#!/bin/sh
# pdfjs-dist 6.5.438: the text that a PDF says its signs stand for is not used, and not to be had.
#
# Expected: /ActualText replaces what is drawn within it wherever text is extracted (ISO 32000-1, 14.9.4: ligatures, words
#           that are hyphenated, drawn capitals); and who asks for marked content gets what it says about its parts.
# Seen:     the drawn signs, "o#ce" for "office". With `includeMarkedContent` a part tells its tag and its number in the
#           structure, and nothing of its replacement; neither does the list of operators.
#
# Ends with 0 as long as it is seen, with 1 once that has changed. Needs Node.js and npm, which asks its registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --omit=optional --save-exact pdfjs-dist@6.5.438

cat >look.mjs <<'END'
import { getDocument, version } from 'pdfjs-dist/legacy/build/pdf.mjs';

console.log(`pdfjs-dist ${version}`);

const drawn = 'BT /F1 12 Tf 20 50 Td (The ) Tj /Span <</ActualText (office)>> BDC (o#ce) Tj EMC ( opens) Tj ET';
const objects = [
  '<</Type/Catalog/Pages 2 0 R>>',
  '<</Type/Pages/Kids[3 0 R]/Count 1>>',
  '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>',
  `<</Length ${drawn.length}>>stream\n${drawn}\nendstream`,
  '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
];
let file = '%PDF-1.7\n';
const offsets = objects.map((object, index) => {
  const offset = file.length;
  file += `${index + 1} 0 obj\n${object}\nendobj\n`;
  return `${String(offset).padStart(10, '0')} 00000 n \n`;
});
const start = file.length;
file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
file += `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF`;

const { promise } = getDocument({ data: new TextEncoder().encode(file), verbosity: 0 });
const page = await (await promise).getPage(1);
const { items } = await page.getTextContent({ includeMarkedContent: true });
const text = items.map(({ str = '' }) => str).join('');
const everything = JSON.stringify([items, await page.getOperatorList()]);
console.log(`text: expected "The office opens", seen ${JSON.stringify(text)}`);
console.log(`"office" anywhere in marked content or operators: ${everything.includes('office')}`);
process.exit(text === 'The o#ce opens' && !everything.includes('office') ? 0 : 1);
END
node look.mjs
