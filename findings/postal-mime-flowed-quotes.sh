#!/bin/sh
# postal-mime 4.0.0: flowed lines of a quote are joined with the mark of the quote between their words.
#
# Expected: a paragraph of `format=flowed` is its lines without what tells how deep they are quoted, put together
#           (RFC 3676, 4.1 and 4.5): "> This line was broken by the sender."
# Seen:     "> This line was > broken by the sender." Lines that are not quoted are put together as they should be.
#
# Ends with 0 as long as it is seen, with 1 once that has changed. Needs Node.js and npm, which asks its registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact postal-mime@4.0.0

cat >look.mjs <<'END'
import PostalMime from 'postal-mime';

const read = async (...lines) => {
  const head = ['From: a@example.org', 'Content-Type: text/plain; charset=utf-8; format=flowed', ''];
  const { text } = await PostalMime.parse([...head, ...lines, ''].join('\r\n'));
  return text.trim();
};
const own = await read('This line was ', 'broken by the sender.');
const quoted = await read('> This line was ', '> broken by the sender.');
const expected = 'This line was broken by the sender.';
console.log(`expected "${expected}", seen "${own}"`);
console.log(`expected "> ${expected}", seen "${quoted}"`);
process.exit(own === expected && quoted === '> This line was > broken by the sender.' ? 0 : 1);
END
node look.mjs
