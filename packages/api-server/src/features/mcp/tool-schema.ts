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

/**
 * The same for questions of which no part has to be there. Models fill in every field that is described
 * to them, and say with null or an empty text that they mean nothing by it: it is as if left out.
 */
export function optionalsSchema<S extends z.ZodType>(
  schema: S,
): StandardSchemaWithJSON<z.input<S>, z.output<S>> {
  const { '~standard': standard } = toolSchema(schema);
  return {
    '~standard': { ...standard, validate: (value) => standard.validate(withoutNothing(value)) },
  };
}

function withoutNothing(asked: unknown): unknown {
  if (typeof asked !== 'object' || asked === null || Array.isArray(asked)) return asked;
  const said = Object.entries(asked).filter(([, value]) => value !== null && value !== '');
  return Object.fromEntries(said);
}

function describe(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const described = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return oneTypeEach(described) as Record<string, unknown>;
}

/** Zod writes alternatives of types alone as a list of types, after any `override` of its own. */
function oneTypeEach(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(oneTypeEach);
  if (typeof part !== 'object' || part === null) return part;
  const { type, ...others } = part as { type?: unknown };
  const rest = Object.fromEntries(
    Object.entries(others).map(([key, value]) => [key, oneTypeEach(value)]),
  );
  if (Array.isArray(type)) return { ...rest, anyOf: type.map((one) => ({ type: one })) };
  return type === undefined ? rest : { type: oneTypeEach(type), ...rest };
}

function once<T>(work: () => T): () => T {
  let known: { done: T } | undefined;
  return () => {
    known ??= { done: work() };
    return known.done;
  };
}
