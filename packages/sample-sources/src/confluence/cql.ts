import type { SampleContent, SampleSpace } from './site.ts';

export type CqlSubject = { item: SampleContent; space: SampleSpace; ancestors: string[] };

export type CqlQuery = {
  matches: (subject: CqlSubject) => boolean;
  orderBy: { field: string; isDescending: boolean } | null;
};

export type CqlOptions = {
  /** Data Center does not know `status` in CQL. */
  isDataCenter: boolean;
  zoneOffsetMinutes: number;
  indexSkewMinutes: number;
};

export class CqlError extends Error {}

type Test = (subject: CqlSubject) => boolean;
type Tokens = { list: string[]; at: number };

/** The part of CQL that connectors use. Throws `CqlError` with Confluence's own words. */
export function parseCql(cql: string, options: CqlOptions): CqlQuery {
  const tokens: Tokens = { list: tokenize(cql), at: 0 };
  const matches = parseOr(tokens, options);
  const orderBy = parseOrder(tokens);
  if (tokens.at < tokens.list.length) throw unreadable(peek(tokens));
  return { matches, orderBy };
}

function tokenize(cql: string): string[] {
  const found = cql.match(/"(?:[^"\\]|\\.)*"|[()=,]|!=|[<>]=?|!?~|[^\s()=,<>!~"]+|\S/g);
  if (!found) throw new CqlError('cql query parameter is required');
  return found;
}

const peek = (tokens: Tokens) => tokens.list[tokens.at] ?? '';

function take(tokens: Tokens): string {
  const token = peek(tokens);
  tokens.at += 1;
  return token;
}

function takeWord(tokens: Tokens, word: string): boolean {
  if (peek(tokens).toLowerCase() !== word) return false;
  tokens.at += 1;
  return true;
}

function parseOr(tokens: Tokens, options: CqlOptions): Test {
  let test = parseAnd(tokens, options);
  while (takeWord(tokens, 'or')) {
    const left = test;
    const right = parseAnd(tokens, options);
    test = (subject) => left(subject) || right(subject);
  }
  return test;
}

function parseAnd(tokens: Tokens, options: CqlOptions): Test {
  let test = parseOne(tokens, options);
  while (takeWord(tokens, 'and')) {
    const left = test;
    const right = parseOne(tokens, options);
    test = (subject) => left(subject) && right(subject);
  }
  return test;
}

function parseOne(tokens: Tokens, options: CqlOptions): Test {
  if (takeWord(tokens, 'not')) {
    const inner = parseOne(tokens, options);
    return (subject) => !inner(subject);
  }
  if (takeWord(tokens, '(')) {
    const inner = parseOr(tokens, options);
    if (!takeWord(tokens, ')')) throw unreadable(peek(tokens));
    return inner;
  }
  return parseClause(tokens, options);
}

function parseClause(tokens: Tokens, options: CqlOptions): Test {
  const field = take(tokens).toLowerCase();
  const read = readerOf(field, options);
  const isNegated = takeWord(tokens, 'not');
  const operator = take(tokens).toLowerCase();
  if (operator === 'in') {
    const values = parseList(tokens);
    return (subject) => read(subject).some((value) => values.includes(value)) !== isNegated;
  }
  const value = unquote(take(tokens));
  return compare(field, operator, { read, value, options });
}

function compare(
  field: string,
  operator: string,
  given: { read: (subject: CqlSubject) => string[]; value: string; options: CqlOptions },
): Test {
  const { read, value, options } = given;
  if (field === 'lastmodified' || field === 'created') {
    const limit = dateOf(field, value, options);
    const compared = DATE_OPERATORS[operator];
    if (!compared) throw unreadable(operator);
    return (subject) => compared(Date.parse(read(subject)[0] ?? ''), limit);
  }
  if (operator === '=') return (subject) => read(subject).includes(value);
  if (operator === '!=') return (subject) => !read(subject).includes(value);
  if (operator === '~') {
    const word = value.toLowerCase();
    return (subject) => read(subject).some((text) => text.toLowerCase().includes(word));
  }
  throw unreadable(operator);
}

const DATE_OPERATORS: Record<string, (one: number, other: number) => boolean> = {
  '>=': (one, other) => one >= other,
  '>': (one, other) => one > other,
  '<=': (one, other) => one <= other,
  '<': (one, other) => one < other,
};

function readerOf(field: string, options: CqlOptions): (subject: CqlSubject) => string[] {
  if (field === 'status' && options.isDataCenter) {
    throw new CqlError(`Could not parse cql : Unsupported CQL field 'status' for this resource`);
  }
  const reader = READERS[field];
  if (!reader) throw new CqlError(`Could not parse cql : No field exists with name: ${field}`);
  return (subject) => reader(subject, options);
}

const READERS: Record<string, (subject: CqlSubject, options: CqlOptions) => string[]> = {
  type: ({ item }) => [item.type],
  space: ({ space }) => [space.key],
  'space.key': ({ space }) => [space.key],
  'space.type': ({ space }) => [space.type],
  id: ({ item }) => [item.id],
  content: ({ item }) => [item.id],
  status: ({ item }) => [item.status],
  title: ({ item }) => [item.title],
  text: ({ item }) => [item.title, item.body],
  label: ({ item }) => item.labels,
  ancestor: ({ ancestors }) => ancestors,
  parent: ({ item }) => (item.parentId ? [item.parentId] : []),
  created: ({ item }) => [item.createdAt],
  lastmodified: ({ item }, options) => [
    // The index has whole minutes, and its own idea of when something happened.
    new Date(
      Math.floor(Date.parse(item.version.createdAt) / 60_000 + options.indexSkewMinutes) * 60_000,
    ).toISOString(),
  ],
};

function parseList(tokens: Tokens): string[] {
  if (!takeWord(tokens, '(')) throw unreadable(peek(tokens));
  const values: string[] = [];
  do values.push(unquote(take(tokens)));
  while (takeWord(tokens, ','));
  if (!takeWord(tokens, ')')) throw unreadable(peek(tokens));
  return values;
}

function parseOrder(tokens: Tokens): CqlQuery['orderBy'] {
  if (!takeWord(tokens, 'order')) return null;
  if (!takeWord(tokens, 'by')) throw unreadable(peek(tokens));
  const field = take(tokens).toLowerCase();
  const isDescending = takeWord(tokens, 'desc');
  takeWord(tokens, 'asc');
  return { field, isDescending };
}

function dateOf(field: string, value: string, options: CqlOptions): number {
  const parts = /^(\d{4})[-/](\d{2})[-/](\d{2})(?: (\d{2}):(\d{2}))?$/.exec(value);
  if (!parts) throw new CqlError(`Could not parse cql : field '${field}' is invalid: ${value}`);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = parts.slice(1).map(Number);
  const utc = Date.UTC(year, month - 1, day, hour || 0, minute || 0);
  return utc - options.zoneOffsetMinutes * 60_000;
}

function unquote(token: string): string {
  if (token === '' || token === ')' || token === '(') throw unreadable(token);
  if (!token.startsWith('"')) return token;
  return token.slice(1, -1).replace(/\\(.)/g, '$1');
}

function unreadable(token: string): CqlError {
  return new CqlError(`Could not parse cql : unexpected token: ${token || '<EOF>'}`);
}
