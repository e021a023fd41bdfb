import type { FastifyServerOptions } from 'fastify';
import type { z } from 'zod';

const compilersFactory = {
  buildValidator: () => () => (value: unknown) => ({ value }),
  buildSerializer:
    () =>
    ({ schema }: { schema: z.ZodType }) =>
    (data: unknown) =>
      JSON.stringify(schema.parse(data)),
};

/**
 * What goes out is read through the route's schema, so that a field which it does not name never
 * leaves. (The type provider's own serializer encodes, which schemas with transforms refuse.)
 * What comes in is parsed by `mount`, which knows the problem that each part's failure is.
 * Given to Fastify when it is made: it would load compilers of its own first, a hundred files. Its types
 * know no others.
 */
export const bySchema = { compilersFactory } as unknown as NonNullable<
  FastifyServerOptions['schemaController']
>;
