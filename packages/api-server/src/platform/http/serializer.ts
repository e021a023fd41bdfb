import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';

/**
 * What goes out is read through the route's schema, so that a field which it does not name never
 * leaves. (The type provider's own serializer encodes, which schemas with transforms refuse.)
 * What comes in is parsed by `mount`, which knows the problem that each part's failure is.
 */
export function serializeBySchema(app: FastifyInstance): void {
  app.setValidatorCompiler(() => (value) => ({ value }));
  app.setSerializerCompiler<z.ZodType>(
    ({ schema }) =>
      (data) =>
        JSON.stringify(schema.parse(data)),
  );
}
