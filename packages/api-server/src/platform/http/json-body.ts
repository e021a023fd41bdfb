import type { FastifyInstance } from 'fastify';
import { parseJson } from '../json.ts';

/** Takes `application/json` and nothing else, checked for what could not be stored or merged safely. */
export function takeOnlyJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    async (_request: unknown, text: string) => parseJson(text),
  );
}
