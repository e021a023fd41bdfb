#!/bin/sh
# @microsoft/microsoft-graph-client 3.0.7: in Node.js a batch sends each body that is not JSON as no body at all.
#
# Expected: a request of a JSON batch carries what its Request carries: the value of `body` is JSON for JSON, "a string
#           containing the value of the request body" for text, and base64url for all other types (OData JSON Format
#           4.01, "Batch Request"). Uploading a note and a picture uploads their bytes.
# Seen:     a request without `body`, still with its content type; nothing is thrown. The library reads such a body by
#           FileReader wherever there is a Blob; Node.js has the one and not the other, and the error is dropped.
#
# Ends with 0 as long as it is seen, with 1 once that has changed. Needs Node.js and npm, which asks its registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @microsoft/microsoft-graph-client@3.0.7

cat >look.mjs <<'END'
import { readFileSync } from 'node:fs';
import { BatchRequestContent } from '@microsoft/microsoft-graph-client';

const { version } = JSON.parse(readFileSync('node_modules/@microsoft/microsoft-graph-client/package.json', 'utf8'));
console.log(`@microsoft/microsoft-graph-client ${version}`);
const put = (id, type, body) => ({
  id,
  request: new Request(`https://graph.microsoft.com/v1.0/me/drive/root:/${id}:/content`, {
    method: 'PUT',
    headers: { 'content-type': type },
    body,
  }),
});
const cases = [
  ['list.json', 'application/json', '{"a":1}', { a: 1 }],
  ['note.txt', 'text/plain', 'Our plan', 'Our plan'],
  ['picture.png', 'image/png', new Uint8Array([137, 80, 78, 71]), 'iVBORw'],
];
const batch = new BatchRequestContent(cases.map(([id, type, body]) => put(id, type, body)));
const { requests } = await batch.getContent();
const [json, text, bytes] = cases.map(([id, type, , expected]) => {
  const { body } = requests.find((request) => request.id === id);
  console.log(`body of ${id}, ${type}: expected ${JSON.stringify(expected)}, seen ${JSON.stringify(body)}`);
  return body;
});
process.exit(json?.a === 1 && text === undefined && bytes === undefined ? 0 : 1);
END
node look.mjs
