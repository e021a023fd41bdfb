import { expect } from 'vitest';
import { configured, type TestApp, type TestUser } from './start-test-app.ts';

export const ORGANIZATION_PATH = '/api/organization';
export const PASSWORD = 'correct horse battery';

/** What an owner has to give to delete the organization that they signed up with. */
export const proof = (user: TestUser, name = 'Ada') => ({
  id: user.organizationId,
  name: `${name}'s organization`,
  password: PASSWORD,
});

export function remove(user: TestUser, changed: Record<string, unknown> = {}) {
  return user.api('DELETE', ORGANIZATION_PATH, { ...proof(user), ...changed });
}

export async function sessionOf(user: TestUser) {
  return (await user.api('GET', '/api/session')).body.data;
}

export async function connectionsOf(user: TestUser): Promise<string[]> {
  const { data } = (await user.api('GET', '/api/data-sources')).body;
  return data.map(({ id }: { id: string }) => id).toSorted();
}

/** What is kept of organizations and what the connector was told of them. */
export function watchOrganizations(app: TestApp) {
  return {
    /** How many rows each table has of one; its log and what is yet to be told are kept on purpose. */
    async rowsOf(organizationId: string): Promise<Record<string, number>> {
      const { rows: tables } = await app.database.executeSql(`
        select table_name as name from information_schema.columns
        where column_name = 'organization_id' and table_schema = 'public'
          and table_name not in ('audit_events', 'outgoing_webhooks')`);
      const counts: Record<string, number> = {};
      for (const { name } of tables as { name: string }[]) {
        const { rows } = await app.database.executeSql(
          `select count(*)::int as count from ${name} where organization_id = '${organizationId}'`,
        );
        const { count } = rows[0] as { count: number };
        if (count > 0) counts[name] = count;
      }
      return counts;
    },
    logOf: (organizationId: string) =>
      app.database.kysely
        .selectFrom('audit_events')
        .select(['action', 'actor_label', 'object_label', 'details'])
        .where('organization_id', '=', organizationId)
        .orderBy('position')
        .execute(),
    /** The connections of these that the connector was told of in that way, each as often as it was. */
    told: (action: 'cancel_sync' | 'delete_connection', ids: readonly string[]) =>
      app.receiver
        .of(action)
        .map(({ payload }) => payload.connection_id)
        .filter((id) => ids.includes(id))
        .toSorted(),
    /** What the connector has not taken yet. */
    waiting: (organizationId: string) =>
      app.database.kysely
        .selectFrom('outgoing_webhooks')
        .select('attempts')
        .where('organization_id', '=', organizationId)
        .execute(),
  };
}

/** Some of everything that an organization can have; answers the connection and its run. */
export async function furnish(app: TestApp, owner: TestUser) {
  const { id } = await configured(app, owner);
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await owner.api(method, path, body);
    expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
    return answer.body;
  };
  await ask('POST', '/api/domains', { domain: 'example.org' });
  await ask('PUT', '/api/account/alerts', { mail: true, kinds: [], quiet: null });
  const email = 'somebody@example.com';
  await ask('POST', '/api/auth/organization/invite-member', { email, role: 'member' });
  const key = { kind: 'organization', name: 'Key', scopes: ['documents:read'] };
  await ask('POST', '/api/keys', key);
  await ask('POST', '/api/change-webhooks/documents', { url: 'https://example.org/told' });
  const { run_id } = await ask('POST', `/api/data-sources/${id}/sync`);
  return { id, runId: run_id as string };
}
