import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { SendClient } from './not-found.ts';

/** Files with a hash in their name never change; all others are asked for each time. */
const HASHED = /\/assets\//;

/**
 * Serves the built client, compressed as the build left it where the browser takes that; undefined
 * where it has not been built.
 */
export async function serveClient(
  app: FastifyInstance,
  folder: URL,
): Promise<SendClient | undefined> {
  const root = fileURLToPath(folder);
  if (!existsSync(root)) return undefined;
  await app.register(fastifyStatic, {
    root,
    preCompressed: true,
    cacheControl: false,
    schemaHide: true,
    setHeaders: (reply, path) => {
      const lasting = HASHED.test(path);
      reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return (reply) => reply.sendFile('index.html');
}
