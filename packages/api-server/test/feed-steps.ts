import { randomUUID } from 'node:crypto';
import { FEED_ABILITY } from '@rita/contracts';
import { ACCESS_CONNECTOR } from './access-steps.ts';
import { startTestApp, type TestUser } from './start-test-app.ts';

export const CHANGES = '/documents/changes';
export const EXPORT = '/documents/export';

/** An app whose connector knows what changed, and an owner with a connection. */
export async function startFeedApp() {
  const app = await startTestApp();
  const abilities = [...ACCESS_CONNECTOR.abilities, FEED_ABILITY];
  app.receiver.pages.set('/connector', { ...ACCESS_CONNECTOR, abilities });
  const owner = await app.signUp('Owner');
  const connectionId = (await owner.seeded()).id;
  const documentOf = (more: Record<string, unknown> = {}) => ({
    ...{ id: randomUUID(), connection_id: connectionId, connection_type: 'confluence' },
    ...{ title: 'Holidays', url: null, path: [], author: null, updated_at: null, created_at: null },
    ...{ fetched_at: '2026-06-01T00:00:00.000Z', body: 'Thirty days.' },
    ...more,
  });
  return { app, owner, connectionId, documentOf };
}

export async function keyOf(user: TestUser, more: Record<string, unknown> = {}) {
  const body = { kind: 'personal', name: 'a program', scopes: ['documents:read'], ...more };
  return (await user.api('POST', '/api/keys', body)).body.data as { id: string; key: string };
}

export const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
