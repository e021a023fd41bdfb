#!/bin/sh
# @modelcontextprotocol/sdk 1.32.2 refuses right results of tools of @modelcontextprotocol/server 2.4.0.
#
# Expected: both speak revision 2025-11-25 of the protocol, by which a schema without `$schema` is JSON Schema 2020-12,
#           everybody must know that dialect, and validates by the one that is named ("Basic", JSON Schema Usage). In it
#           the parts of a tuple stand in `prefixItems`, and `items: false` is about what follows them (JSON Schema
#           2020-12 core, 10.3.1). A result that is right for the server is right for the client.
# Seen:     error -32602, "boolean schema is false", for each part of the tuple: the client of the first generation reads
#           the schema as draft 7, though its `$schema` says 2020-12. That of the second takes the same result.
#
# Ends with 0 as long as it is seen, with 1 once that has changed. Needs Node.js and npm, which asks its registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @modelcontextprotocol/sdk@1.32.2 \
  @modelcontextprotocol/client@2.4.0 @modelcontextprotocol/server@2.4.0 zod@4.6.7

cat >look.mjs <<'END'
import { Client as SecondClient } from '@modelcontextprotocol/client';
import { Client as FirstClient } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

const where = { place: [52.5, 13.4] };
const call = async (Client) => {
  const server = new McpServer({ name: 'places', version: '1.0.0' });
  const outputSchema = z.object({ place: z.tuple([z.number(), z.number()]) });
  server.registerTool('where', { outputSchema }, async () => ({ content: [], structuredContent: where }));
  const [near, far] = InMemoryTransport.createLinkedPair();
  await server.connect(near);
  const client = new Client({ name: 'look', version: '1.0.0' });
  let spoken;
  await client.connect(Object.assign(far, { setProtocolVersion: (version) => (spoken = version) }));
  const { tools } = await client.listTools();
  const { $schema, properties } = tools[0].outputSchema;
  console.log(`protocol ${spoken}, schema ${$schema}: ${JSON.stringify(properties.place)}`);
  try {
    return JSON.stringify((await client.callTool({ name: 'where', arguments: {} })).structuredContent);
  } catch (error) {
    return `${error.code} ${error.message}`;
  } finally {
    await client.close();
  }
};
const second = await call(SecondClient);
console.log(`client 2.4.0: expected ${JSON.stringify(where)}, seen ${second}`);
const first = await call(FirstClient);
console.log(`sdk 1.32.2:   expected ${JSON.stringify(where)}, seen ${first}`);
process.exit(second === JSON.stringify(where) && /^-32602 .*boolean schema is false/.test(first) ? 0 : 1);
END
node look.mjs
