import {
  CONTENT_TYPES,
  METHODS,
  ODD_HEADERS,
  ODD_SEGMENTS,
  ODD_TEXTS,
  ODD_VALUES,
} from './odd-inputs.ts';

/** A request as `inject` takes it, and the operation that it was made from. */
export type GeneratedRequest = {
  method: string;
  url: string;
  headers: Record<string, string>;
  payload?: string | Buffer;
  caller: string;
};

export type JsonSchema = {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  format?: string;
  maxLength?: number;
};

export type Operation = {
  method: string;
  /** `/api/data-sources/{id}` */
  path: string;
  query: { name: string; schema: JsonSchema }[];
  body: JsonSchema | undefined;
};

/** What the generator may use of the real world. */
export type World = {
  operations: Operation[];
  /** Cookies, by the name of who they are of. */
  callers: Record<string, string>;
  /** Ids that exist, of every organization. */
  ids: string[];
  /** Of the app itself. */
  origin: string;
};

export type Random = { int: (below: number) => number; pick: <T>(from: readonly T[]) => T };

/** Mulberry32: the same seed gives the same requests on every machine. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number) => Math.floor(next() * below);
  return { int, pick: (from) => from[int(from.length)] as never };
}

/** One request that somebody might send, well-meaning or not. */
export function generateRequest(world: World, random: Random): GeneratedRequest {
  const operation = pickOperation(world, random);
  const isOdd = (oneIn: number) => random.int(oneIn) === 0;
  // Half of them are nobody, who is refused before the database is asked.
  const caller = isOdd(2) ? 'nobody' : random.pick(Object.keys(world.callers));
  const cookie = world.callers[caller] ?? '';
  const method = isOdd(12) ? random.pick(METHODS) : operation.method;
  const headers: Record<string, string> = { host: new URL(world.origin).host };
  if (cookie !== '') Object.assign(headers, { cookie, origin: world.origin });
  const url = `${pathOf(operation, world, random)}${queryOf(operation, random)}`;
  const request: GeneratedRequest = { method, url, headers, caller };
  if (method !== 'GET' && method !== 'HEAD' ? !isOdd(8) : isOdd(30)) {
    request.payload = payloadOf(operation.body, random);
    headers['content-type'] = isOdd(10) ? random.pick(CONTENT_TYPES) : 'application/json';
    if (headers['content-type'] === '') delete headers['content-type'];
  }
  while (isOdd(3)) {
    const [name, values] = random.pick(ODD_HEADERS);
    headers[name] = random.pick(values);
  }
  return request;
}

/** Passwords are hashed slowly on purpose: with all of their turns these would be half of the time. */
const SLOW = /\/api\/auth\/(sign-in\/email|sign-up|change-password|reset-password)/;

function pickOperation({ operations }: World, random: Random): Operation {
  const first = random.pick(operations);
  return SLOW.test(first.path) && random.int(12) > 0 ? random.pick(operations) : first;
}

function pathOf(operation: Operation, world: World, random: Random): string {
  const path = operation.path.replaceAll(/\{\w+\}/g, () => {
    const kind = random.int(10);
    if (kind < 5) return random.pick(world.ids);
    return kind < 6 ? '00000000-0000-4000-8000-000000000000' : random.pick(ODD_SEGMENTS);
  });
  if (random.int(25) > 0) return path;
  const at = random.int(path.length + 1);
  return path.slice(0, at) + random.pick([...ODD_SEGMENTS, 'x', '/', 'X']) + path.slice(at);
}

function queryOf(operation: Operation, random: Random): string {
  const parts: string[] = [];
  for (const { name, schema } of operation.query) {
    if (random.int(3) > 0) parts.push(`${name}=${encoded(textOf(sampleOf(schema, random)))}`);
  }
  if (random.int(15) === 0) parts.push(`${encoded(random.pick(ODD_TEXTS))}=1`);
  if (random.int(30) === 0)
    parts.push(random.pick(['%zz', '&&', '=', 'a[]=1', 'a[b]=1', '?', '%00']));
  if (random.int(30) === 0 && parts[0] !== undefined) parts.push(parts[0]);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** Around the most that a request may hold, which 70,000 lengths by chance would hardly ever pass. */
const LENGTHS = [0, 1_000, 65_529, 65_530, 65_531, 70_000];

function payloadOf(schema: JsonSchema | undefined, random: Random): string | Buffer {
  const kind = random.int(20);
  if (kind === 0)
    return random.pick(['', '{', '[]', 'null', '"a"', '1', '{}{}', '{"a":1,"a":2}', '\ufeff{}']);
  if (kind === 1) return `{"${'a'.repeat(random.pick(LENGTHS))}":1}`;
  if (kind === 2) return '['.repeat(random.int(3_000)) + ']'.repeat(random.int(3_000));
  if (kind === 3) return Buffer.from(Array.from({ length: random.int(40) }, () => random.int(256)));
  const text = JSON.stringify(schema === undefined ? {} : sampleOf(schema, random)) ?? '';
  return kind === 4 ? text.slice(0, random.int(text.length + 1)) : text;
}

/** A value of a schema, or now and then anything else. */
export function sampleOf(schema: JsonSchema, random: Random, depth = 0): unknown {
  if (random.int(12) === 0 || depth > 6) {
    return random.pick([...ODD_VALUES, ...ODD_TEXTS]);
  }
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices !== undefined) return sampleOf(random.pick(choices), random, depth + 1);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return random.pick(schema.enum);
  const type = Array.isArray(schema.type) ? random.pick(schema.type) : schema.type;
  if (type === 'object') return objectOf(schema, random, depth);
  if (type === 'array') {
    return Array.from({ length: random.int(4) }, () =>
      sampleOf(schema.items ?? {}, random, depth + 1),
    );
  }
  if (type === 'integer' || type === 'number') return random.pick([0, 1, 5, 25, 100, -1, 2 ** 53]);
  if (type === 'boolean') return random.int(2) === 0;
  if (type === 'null') return null;
  return stringOf(schema, random);
}

function objectOf(schema: JsonSchema, random: Random, depth: number): Record<string, unknown> {
  const entries = Object.entries(schema.properties ?? {})
    .filter(([name]) => random.int(8) > (schema.required?.includes(name) ? 0 : 3))
    .map(([name, inner]): [string, unknown] => [name, sampleOf(inner, random, depth + 1)]);
  if (random.int(20) === 0) entries.push([random.pick(ODD_TEXTS), 1]);
  if (random.int(40) === 0) {
    entries.push(...Array.from({ length: 300 }, (_, at): [string, unknown] => [`k${at}`, at]));
  }
  return Object.fromEntries(entries);
}

function stringOf(schema: JsonSchema, random: Random): string {
  if (schema.format === 'email') return `user${random.int(50)}@example.com`;
  if (schema.format === 'uuid') return '00000000-0000-4000-8000-000000000000';
  if (schema.format === 'uri') return 'https://example.atlassian.net';
  if (schema.format === 'date-time') return '2026-01-01T00:00:00.000Z';
  if (random.int(4) === 0) return random.pick(ODD_TEXTS);
  return 'w'.repeat(1 + random.int(Math.min(schema.maxLength ?? 40, 40)));
}
