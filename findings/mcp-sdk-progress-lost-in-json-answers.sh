#!/bin/sh
# @modelcontextprotocol/sdk 1.32.2: what a tool tells on the way is lost without a word when a server answers with JSON.
#
# Expected: a server may answer a POST with JSON or with a stream (2025-11-25, "Transports", Streamable HTTP). A tool that
#           reports progress, and a client that waits longer for as long as progress comes (`resetTimeoutOnProgress`), go
#           together with both, or the server learns that what it sends goes nowhere.
# Seen:     with `enableJsonResponse`, `sendNotification` ends as if it had been sent, the client hears nothing, and gives
#           up a call that goes on: "Request timed out". With a stream it hears all and gets its answer.
#
# Ends with 0 as long as it is seen, with 1 once that has changed. Needs Node.js and npm, which asks its registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @modelcontextprotocol/sdk@1.32.2 zod@4.6.7

cat >look.mjs <<'END'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { z } from 'zod';

const { version } = JSON.parse(readFileSync('node_modules/@modelcontextprotocol/sdk/package.json', 'utf8'));
console.log(`@modelcontextprotocol/sdk ${version}`);

const STEPS = 8;
const STEP_MS = 250;
const PATIENCE_MS = 1_000;

async function call(enableJsonResponse) {
  let sent = 0;
  const http = createServer(async (request, response) => {
    const server = new McpServer({ name: 'reports', version: '1.0.0' });
    server.registerTool('report', { inputSchema: { steps: z.number() } }, async ({ steps }, { _meta, sendNotification }) => {
      for (let progress = 1; progress <= steps; progress += 1) {
        await sleep(STEP_MS);
        const params = { progressToken: _meta.progressToken, progress, total: steps };
        await sendNotification({ method: 'notifications/progress', params });
        sent += 1;
      }
      return { content: [{ type: 'text', text: 'done' }] };
    });
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse });
    await server.connect(transport);
    await transport.handleRequest(request, response);
  });
  await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
  const client = new Client({ name: 'reader', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(`http://127.0.0.1:${http.address().port}/`)));
  let heard = 0;
  const options = { timeout: PATIENCE_MS, resetTimeoutOnProgress: true, onprogress: () => (heard += 1) };
  const answer = await client
    .callTool({ name: 'report', arguments: { steps: STEPS } }, undefined, options)
    .then(({ content }) => content[0].text, ({ message }) => message);
  // What is still on its way on the server.
  await sleep(STEPS * STEP_MS);
  console.log(`${enableJsonResponse ? 'JSON' : 'stream'}: sent ${sent}, heard ${heard}, answer "${answer}"`);
  await client.close();
  http.closeAllConnections();
  http.close();
  return { sent, heard, answer };
}

const streamed = await call(false);
const asJson = await call(true);
const isSeen =
  streamed.heard === STEPS && streamed.answer === 'done' &&
  asJson.sent === STEPS && asJson.heard === 0 && asJson.answer.includes('timed out');
process.exit(isSeen ? 0 : 1);
END
node look.mjs
