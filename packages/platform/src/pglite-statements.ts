import { type messages, type PGlite, parse, protocol, type Results } from '@electric-sql/pglite';
import {
  createTexts,
  isPreparedForOlderSchema,
  MOST_OF_CONNECTION,
} from './prepared-statements.ts';

const { serialize } = protocol;

/**
 * One call, as node-postgres makes it: without values the text may hold several statements, and the
 * answer has the results of all; with values it is one statement.
 */
export type RunStatements = (text: string, values: readonly unknown[]) => Promise<Results[]>;

type Described = messages.BackendMessage[];

/**
 * Statements of an embedded database. Its own `query` sends each of six messages by itself and has each
 * text parsed and planned anew, which is most of what a short statement costs: 2 ms, and 0.2 or 0.5 ms
 * for one that was prepared. What comes again and again is, by the rules of `preparing`.
 */
export function createPgliteStatements(pglite: PGlite): RunStatements {
  const texts = createTexts();
  /** By their names: what the database says of their values and columns. */
  const prepared = new Map<string, Described>();

  const send = (...parts: Uint8Array[]) => pglite.execProtocolStream(Buffer.concat(parts), {});
  const closing = (name: string) => serialize.close({ type: 'S', name });

  async function describe(text: string, name: string): Promise<Described> {
    const surplus = prepared.size < MOST_OF_CONNECTION ? [] : [...prepared.keys()];
    // Before the answer: they are closed also where the text behind them cannot be parsed.
    if (surplus.length > 0) prepared.clear();
    const described = await send(
      ...surplus.map(closing),
      serialize.parse({ name, text }),
      serialize.describe({ type: 'S', name }),
    );
    if (name !== '') prepared.set(name, described);
    return described;
  }

  async function runOne(text: string, values: readonly unknown[], name = ''): Promise<Results> {
    try {
      const described = prepared.get(name) ?? (await describe(text, name));
      const types = parse.parseDescribeStatementResults(described);
      const written = values.map((value, at) => write(pglite, types[at], value));
      const answer = await send(
        serialize.bind({ statement: name, values: written }),
        serialize.execute(),
        serialize.sync(),
      );
      return parse.parseResults([...described, ...answer], pglite.parsers)[0] as Results;
    } catch (error) {
      await send(
        serialize.sync(),
        ...(prepared.has(name) ? [] : [closing(name), serialize.sync()]),
      );
      if (!isPreparedForOlderSchema(error)) throw error;
      texts.renew();
      // A transaction is lost with its first error, and begun anew by whoever began it.
      if (pglite.isInTransaction()) throw error;
      return runOne(text, values);
    }
  }

  return (text, values) =>
    pglite.runExclusive(async () => {
      if (pglite.closed) throw new Error('the embedded database is closed');
      if (values.length > 0) return [await runOne(text, values, texts.nameOf(text))];
      return parse.parseResults(await send(serialize.query(text)), pglite.parsers);
    });
}

function write(pglite: PGlite, type: number | undefined, value: unknown) {
  if (value === null || value === undefined) return null;
  const serializer = type === undefined ? undefined : pglite.serializers[type];
  return serializer === undefined ? String(value) : serializer(value);
}
