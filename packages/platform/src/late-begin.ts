import pg from 'pg';

const BEGIN = { name: 'rita_begin', text: 'begin' };
/** What is answered for a statement that was not sent. */
const NOT_SENT = { rowCount: null, rows: [] };

export type Statement = { name?: string | undefined; text: string; values: unknown[] };

/**
 * Begins transactions of a connection together with their first statement: `begin` alone costs a wait
 * of both sides for each other. Both are one unit for PostgreSQL, which skips the statement when
 * `begin` fails, so that nothing ever runs outside of its transaction.
 */
export function beginLate(client: pg.PoolClient) {
  let isDue = false;
  let isPrepared = false;

  async function begin(): Promise<void> {
    await client.query(BEGIN);
    isPrepared = true;
  }

  return {
    /** The answer for what need not be sent: a beginning, and the end of what was not begun. */
    answer(text: string): { command: string } | undefined {
      if (text === BEGIN.text) {
        isDue = true;
        return { ...NOT_SENT, command: 'BEGIN' };
      }
      if (!isDue || (text !== 'commit' && text !== 'rollback')) return undefined;
      isDue = false;
      return { ...NOT_SENT, command: text.toUpperCase() };
    },
    isDue: () => isDue,
    async send(statement: Statement): Promise<unknown> {
      if (!isDue) return client.query(statement as pg.QueryConfig);
      isDue = false;
      // Without values node-postgres sends a text that may hold several statements: nothing goes with that.
      if (isPrepared && statement.values.length > 0) return sendWithBegin(client, statement);
      await begin();
      return client.query(statement as pg.QueryConfig);
    },
  };
}

function sendWithBegin(client: pg.PoolClient, statement: Statement): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, result: unknown) =>
      error ? reject(error) : resolve(result);
    client.query(new BeginningQuery(statement, undefined, done));
  });
}

/** What node-postgres 8 has besides what its types say; a test fails when that changes. */
type Wire = { bind(config: { statement: string }): void; execute(config: object): void };
type OwnQuery = pg.Submittable & {
  prepare(wire: Wire): void;
  handleCommandComplete(message: unknown, wire: Wire): void;
};
type Done = (error: Error | null, result: unknown) => void;
const OwnQuery = pg.Query as unknown as new (
  statement: Statement,
  values: undefined,
  done: Done,
) => OwnQuery;

/** A statement before which `begin`, prepared already, is executed before the same `Sync`. */
class BeginningQuery extends OwnQuery {
  #hasBegun = false;

  override prepare(wire: Wire): void {
    wire.bind({ statement: BEGIN.name });
    wire.execute({});
    super.prepare(wire);
  }

  override handleCommandComplete(message: unknown, wire: Wire): void {
    if (this.#hasBegun) super.handleCommandComplete(message, wire);
    this.#hasBegun = true;
  }
}
