import { randomUUID } from 'node:crypto';
import {
  accessStatusMessageSchema,
  type DocumentPage,
  documentPageSchema,
  type Reader,
} from '@rita/contracts';
import type { startTestConnector, webhook } from './test-connector.ts';

/** Whole sample sources are read, by a machine that may have other things to do. */
const LONGEST_RUN_MS = 90_000;

export type Connection = ReturnType<typeof webhook>;
type Started = Pick<Awaited<ReturnType<typeof startTestConnector>>, 'send' | 'app'>;

/** What the app has a connector do with a connection, each step to its end. */
export function connectionSteps(at: Started) {
  const run = async (connection: Connection, more: Record<string, unknown>) => {
    const run_id = randomUUID();
    const answer = await at.send({ ...connection, credentials: undefined, run_id, ...more });
    if (answer.status !== 202) throw new Error(`refused: ${await answer.text()}`);
    return at.app.result(run_id, LONGEST_RUN_MS);
  };
  return {
    /** With the credentials that the connection holds as it is given. */
    verify: async (connection: Connection) => {
      await at.send(connection);
      return at.app.result(connection.run_id, LONGEST_RUN_MS);
    },
    sync: (connection: Connection, more: Record<string, unknown> = {}) =>
      run(connection, { action: 'trigger_sync', ...more }),
    /** Reads permissions, and gives the message that it ended with. */
    check: async (connection: Connection, people: { person_id: string; address: string }[] = []) =>
      accessStatusMessageSchema.parse(await run(connection, { action: 'check_access', people })),
    search: async (tenantId: string, more: Record<string, unknown> = {}): Promise<DocumentPage> => {
      const request = { tenant_id: tenantId, limit: 50, ...more };
      const answer = await at.send(request, { path: '/documents/search' });
      return documentPageSchema.parse(await answer.json());
    },
    ask: async (path: string, request: Record<string, unknown>): Promise<{ data: unknown }> =>
      (await at.send(request, { path })).json() as Promise<{ data: unknown }>,
  };
}

export type ConnectionSteps = ReturnType<typeof connectionSteps>;

/** Somebody of a sample's people who proved the address that they have there. */
export function readerAt({ address }: { address: string }): Reader {
  return { person_id: `person ${address}`, addresses: [address] };
}
