#!/bin/sh
# robots-parser 3.0.1: a record that RFC 9309 does not define ends the list of names of a group.
#
# Expected: RFC 9309, 2.1, lets a group begin with several user-agent lines, and 2.2.4 says that "Parsing of other
#           records MUST NOT interfere with the parsing of explicitly defined records". Without Crawl-delay, which the
#           RFC does not define, the file below has one group for `a` and `*` with `Disallow: /`: `a` may read nothing.
# Seen:     everything is allowed for `a`. Without the Crawl-delay line the library says the same as the RFC.
#
# Ends with 0 as long as it is seen, with 1 once that has changed. Needs Node.js and npm, which asks its registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact robots-parser@3.0.1

cat >look.cjs <<'END'
const parse = require('robots-parser');
const { version } = require('robots-parser/package.json');

const mayRead = (...lines) =>
  parse('https://site.example/robots.txt', `${lines.join('\n')}\n`).isAllowed('https://site.example/page', 'a');
const withRecord = mayRead('User-agent: a', 'Crawl-delay: 1', 'User-agent: *', 'Disallow: /');
const without = mayRead('User-agent: a', 'User-agent: *', 'Disallow: /');

console.log(`robots-parser ${version}`);
console.log(`may "a" read /page, with Crawl-delay between the names: expected false, seen ${withRecord}`);
console.log(`may "a" read /page, without it:                         expected false, seen ${without}`);
process.exit(withRecord === true && without === false ? 0 : 1);
END
node look.cjs
