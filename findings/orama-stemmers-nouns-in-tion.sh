#!/bin/sh
# @orama/stemmers 3.1.18, English: nouns in -tion and the verbs that they come from have different stems.
#
# Expected: the Snowball English ("Porter2") stemmer takes "ion" away behind s and t, and "ed" behind a part with a
#           vowel (snowballstem.org, "The English (Porter2) stemming algorithm", steps 1b and 4), so that encryption,
#           encrypted and encrypt are one word: encrypt.
# Seen:     encryption → encryp, connection → connec, adoption → adop; encrypted → encrypt, connected → connect.
#
# Ends with 0 as long as it is seen, with 1 once that has changed. Needs Node.js and npm, which asks its registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @orama/stemmers@3.1.18

cat >look.mjs <<'END'
import { readFileSync } from 'node:fs';
import { stemmer } from '@orama/stemmers/english';

const { version } = JSON.parse(readFileSync('node_modules/@orama/stemmers/package.json', 'utf8'));
console.log(`@orama/stemmers ${version}`);
const pairs = [['encryption', 'encrypted'], ['connection', 'connected'], ['adoption', 'adopted']];
const parted = pairs.filter(([noun, verb]) => {
  console.log(`${noun} → ${stemmer(noun)}, ${verb} → ${stemmer(verb)}: expected one stem`);
  return stemmer(noun) !== stemmer(verb);
});
process.exit(parted.length === pairs.length ? 0 : 1);
END
node look.mjs
