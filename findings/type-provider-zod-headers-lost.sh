#!/bin/sh
# fastify-type-provider-zod 7.0.0 with @fastify/swagger 9.9.3: an answer that names its content types loses its headers.
#
# Expected: a response of fastify may have `description`, `content` by content type, and `headers`, which @fastify/swagger
#           writes into the description of the API (OpenAPI 3.1, Response Object).
# Seen:     without the transform of the type provider the header is described. With it, one whose content types are named
#           keeps description and content alone, and the header is not described.
#
# Ends with 0 as long as it is seen, with 1 once that has changed. Needs Node.js and npm, which asks its registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  fastify@5.12.8 @fastify/swagger@9.9.3 fastify-type-provider-zod@7.0.0 zod@4.6.7 openapi-types@12.1.3

cat >look.mjs <<'END'
import { readFileSync } from 'node:fs';
import swagger from '@fastify/swagger';
import fastify from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';

for (const name of ['fastify', '@fastify/swagger', 'fastify-type-provider-zod'])
  console.log(`${name} ${JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version}`);

const headers = { 'retry-after': { type: 'integer', description: 'Seconds.' } };

/** The names of the headers that the description has of one answer. */
async function headersOf(answer, transform) {
  const app = fastify();
  if (transform) {
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
  }
  await app.register(swagger, { openapi: { openapi: '3.1.0', info: { title: 'x', version: '1' } }, ...(transform && { transform }) });
  app.get('/busy', { schema: { response: { 503: answer } } }, async () => ({ code: 'busy' }));
  await app.ready();
  const described = app.swagger().paths['/busy'].get.responses['503'];
  await app.close();
  return Object.keys(described.headers ?? {});
}

const plain = { type: 'object', properties: { code: { type: 'string' } } };
const typed = z.object({ code: z.string() });
const of = (schema) => ({ description: 'Busy.', headers, content: { 'application/json': { schema } } });
const seen = {
  'without the type provider': await headersOf(of(plain)),
  'with it': await headersOf(of(typed), jsonSchemaTransform),
};
for (const [name, found] of Object.entries(seen)) console.log(`${name}: expected retry-after, seen ${found.join() || 'none'}`);
process.exit(Object.values(seen).map((found) => found.length).join() === '1,0' ? 0 : 1);
END
node look.mjs
