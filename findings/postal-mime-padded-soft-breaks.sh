#!/bin/sh
# postal-mime 4.0.0: a soft line break of quoted-printable stays in the text when blanks were put behind it on the way.
#
# Expected: blanks at the end of a line of quoted-printable "MUST be deleted" when it is decoded (RFC 2045, 6.7, rule 3),
#           and its grammar has them behind the `=` of a soft break too: "receivers MUST be able to handle padding added
#           by message transports". "The contract ends on =  " and "30 June." are one line.
# Seen:     two lines, with the `=` between them, and blanks that were put behind a whole line stay as well.
#
# Ends with 0 as long as it is seen, with 1 once that has changed. Needs Node.js and npm, which asks its registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact postal-mime@4.0.0

cat >look.mjs <<'END'
import { readFileSync } from 'node:fs';
import PostalMime from 'postal-mime';

const { version } = JSON.parse(readFileSync('node_modules/postal-mime/package.json', 'utf8'));
console.log(`postal-mime ${version}`);
const read = async (...lines) => {
  const head = ['From: a@example.org', 'Content-Type: text/plain', 'Content-Transfer-Encoding: quoted-printable', ''];
  const { text } = await PostalMime.parse([...head, ...lines, ''].join('\r\n'));
  return text.replace(/\n$/, '');
};
const sent = await read('The contract ends on =', '30 June.');
const padded = await read('The contract ends on =  ', '30 June.  ');
const expected = 'The contract ends on 30 June.';
console.log(`as it was sent:    expected ${JSON.stringify(expected)}, seen ${JSON.stringify(sent)}`);
console.log(`padded on its way: expected ${JSON.stringify(expected)}, seen ${JSON.stringify(padded)}`);
process.exit(sent === expected && padded === 'The contract ends on =  \n30 June.  ' ? 0 : 1);
END
node look.mjs
