import { randomUUID } from 'node:crypto';
import type { AskedCredentials } from '@rita/contracts';
import { sealCredentials } from '@rita/contracts/sealing';
import { newTestKeys } from './connector-keys.ts';
import { call, SITE, type TestApp, type TestUser, verified } from './start-test-app.ts';

export const LINK_TOKEN = { api_token: 'canary-of-an-outsider-5b1d' };

/** Somebody's connection, the link for its credentials, and an outsider who has nothing but the link. */
export async function openLinkSteps(app: TestApp, given?: TestUser) {
  const user = given ?? (await app.signUp());
  const { id } = await user.seeded();
  const path = `/api/data-sources/${id}/credential-link`;
  const outsider = (name: 'open' | 'submit', body: object, headers = {}) =>
    call(`${app.url}/api/credential-links/${name}`, 'POST', { body, headers });
  return {
    user,
    id,
    path,
    /** The token, as it stands in the address that the maker is shown. */
    make: async (body: object = { settings: SITE }, by: TestUser = user) => {
      const made = await by.api('POST', path, body);
      if (made.status !== 201) throw new Error(JSON.stringify(made.body));
      return new URLSearchParams(new URL(made.body.data.url).hash.slice(1)).get('token') ?? '';
    },
    link: async () => (await user.api('GET', path)).body.data,
    open: async (token: string) => (await outsider('open', { token })).body,
    outsider,
    seal: sealFor,
    submit: async (token: string, more: object = {}) => {
      const delivery = { credentials: LINK_TOKEN, method: 'api_token', run_id: randomUUID() };
      return outsider('submit', { token, ...delivery, ...more });
    },
    report: (runId: string, result: object = {}) =>
      app.report({ ...verified(user, id, runId), ...result }),
    entries: async () => {
      const all = await app.database.kysely
        .selectFrom('audit_events')
        .select(['action', 'actor_type', 'actor_label', 'details'])
        .where('object_id', '=', id)
        .orderBy('position')
        .execute();
      return all.filter(({ action }) => action.startsWith('credential_link.'));
    },
    age: (days: number) =>
      app.database.kysely
        .updateTable('credential_links')
        .set({ expires_at: new Date(Date.now() - days * 86_400_000) })
        .where('connection_id', '=', id)
        .execute(),
  };
}

/** As a page seals for what it was told. */
async function sealFor(asked: AskedCredentials) {
  const { sealing } = await newTestKeys();
  const keys = {
    iat: Math.floor(Date.now() / 1000),
    sealing_key: { kid: sealing.thumbprint, jwk: sealing.jwk },
  };
  const run_id = randomUUID();
  const request = {
    tenant_id: asked.organization_id,
    user_id: asked.user_id,
    connection_id: asked.connection_id,
    connection_type: asked.connection_type,
    ...{ run_id, settings: asked.settings, credentials: LINK_TOKEN },
  };
  const sealed_credentials = await sealCredentials(keys, request, 0);
  return { sealed_credentials, run_id, method: 'api_token' };
}
