import type { IncomingMessage, ServerResponse } from 'node:http';
import { startDocumentHost } from './document-host.ts';
import { configured, startTestApp, type TestUser } from './start-test-app.ts';

export const RECEIVER = 'https://chat.example/hooks/rita?key=in-the-address';
export const WEBHOOK = '/api/change-webhooks/documents';

export type Received = { headers: Record<string, string>; body: string };

/** An app, and a program on another server that is told of changes. */
export async function startWebhookWorld(env: Record<string, string> = {}) {
  const host = await startDocumentHost();
  const app = await startTestApp(env, { clientFetch: host.options });
  const program = {
    received: [] as Received[],
    answer: (response: ServerResponse): unknown => response.writeHead(204).end(),
  };
  host.pages.set(RECEIVER, async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = request.headers as Record<string, string>;
    program.received.push({ headers, body: Buffer.concat(chunks).toString() });
    program.answer(response);
  });
  return {
    ...{ host, app, program },
    /** An owner with a connection, and a program that has heard nothing yet and takes everything. */
    begin: async () => {
      program.received = [];
      program.answer = (response) => response.writeHead(204).end();
      const owner = await app.signUp('Owner');
      return { owner, connectionId: (await configured(app, owner)).id };
    },
    entriesOf: (owner: TestUser) =>
      app.database.kysely
        .selectFrom('audit_events')
        .select(['action', 'object_label', 'details'])
        .where('organization_id', '=', owner.organizationId)
        .where('object_type', '=', 'webhook')
        .orderBy('position')
        .execute(),
    close: async () => {
      await app.close();
      await host.close();
    },
  };
}
