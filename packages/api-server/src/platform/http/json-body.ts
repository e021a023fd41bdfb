import type { FastifyInstance } from 'fastify';
import { parseJson } from '../json.ts';

/**
 * Takes `application/json` and nothing else, checked for what could not be stored or merged safely.
 * The bytes are overwritten once they are read: they may have been a password.
 */
export function takeOnlyJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: unknown, bytes: Buffer) => {
      try {
        return parseJson(bytes.toString());
      } finally {
        bytes.fill(0);
      }
    },
  );
}
