import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import { z } from 'zod';

/**
 * A schema of a tool, described for clients once: a server is made for each call, and would work it
 * out for each. What may be null is described as one or the other, since clients that know only one
 * type in a place leave out what has two.
 */
export function toolSchema<S extends z.ZodType>(
  schema: S,
): StandardSchemaWithJSON<z.input<S>, z.output<S>> {
  const { validate } = schema['~standard'];
  const input = once(() => describe(schema, 'input'));
  const output = once(() => describe(schema, 'output'));
  return { '~standard': { version: 1, vendor: 'zod', validate, jsonSchema: { input, output } } };
}

function describe(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  return z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    override: ({ jsonSchema }) => {
      const { type } = jsonSchema as { type?: unknown };
      if (!Array.isArray(type)) return;
      delete jsonSchema.type;
      jsonSchema.anyOf = type.map((one) => ({ type: one }));
    },
  });
}

function once<T>(work: () => T): () => T {
  let known: { done: T } | undefined;
  return () => {
    known ??= { done: work() };
    return known.done;
  };
}
