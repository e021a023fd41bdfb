#!/bin/sh
# postal-mime 4.0.0: the text of a mail with a message within it depends on where the machine stands.
#
# Expected: a message that is shown within another (message/rfc822, RFC 2046, 5.2.1; Content-Disposition: inline) is told
#           with its date as it has it, 6 May 2031 23:08:09 +0200, or at least in the same words on every machine.
# Seen:     the date is written in the zone of the process and without one, so that the same mail was sent on another
#           day in another office: on 6 May in New York, on 7 May in Tokyo.
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

const mail = [
  'From: ada@example.com',
  'Date: Wed, 7 May 2031 09:00:00 +0000',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'See what she wrote.',
  '--b',
  'Content-Type: message/rfc822',
  'Content-Disposition: inline',
  '',
  'From: grace@example.com',
  'Subject: Opening hours',
  'Date: Tue, 6 May 2031 23:08:09 +0200',
  'Content-Type: text/plain',
  '',
  'We open at nine.',
  '--b--',
  '',
].join('\r\n');
const { text = '' } = await PostalMime.parse(mail);
console.log(text.split('\n').find((line) => line.includes('2031'))?.trim() ?? 'no date');
END
west=$(TZ=America/New_York node look.mjs)
east=$(TZ=Asia/Tokyo node look.mjs)
printf 'New York: %s\nTokyo:    %s\n' "$west" "$east"
[ "$west" != "$east" ]
