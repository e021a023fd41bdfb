import { createLog } from '@rita/platform/log';
import { waitFor } from '@rita/test-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '../../platform/http/principal.ts';
import { sealAuditLog } from '../audit/seal-audit-log.ts';
import { verifyAuditLog } from '../audit/verify-audit-log.ts';
import { createConnections, seedConnections } from '../data-sources/create-connections.ts';
import type { SessionTestApp } from '../session/session-test-app.ts';
import { person, startProvider, startSsoTestApp } from '../session/sso-test-app.ts';
import {
  accept,
  invite,
  organizationOf,
  type SessionClient,
  startMembersTestApp,
} from './members-test-app.ts';

const PASSWORD = 'correct horse battery';
const IP = '192.0.2.1';

let app: Awaited<ReturnType<typeof startMembersTestApp>>;
let delivering: Awaited<ReturnType<typeof startMembersTestApp>>;
let provider: Awaited<ReturnType<typeof startProvider>>;
let singleSignOn: Awaited<ReturnType<typeof startSsoTestApp>>;
beforeAll(async () => {
  app = await startMembersTestApp();
  delivering = await startMembersTestApp({ delivers: true });
  provider = await startProvider();
  singleSignOn = await startSsoTestApp(provider, { signUp: 'invited' });
});
afterAll(async () => {
  await Promise.all([app.close(), delivering.close(), singleSignOn.close()]);
  await provider.close();
});

/** What the pages of somebody who has just signed up ask for, whatever they do next. */
async function lookAround(of: Pick<SessionTestApp, 'database'>, client: SessionClient) {
  const principal = await principalOf(client);
  await seedConnections(of.database.kysely, { principal, ip: IP });
  return principal.organizationId;
}

async function principalOf(client: SessionClient): Promise<Principal> {
  const { user, organization } = (await client.get('/api/session')).body.data;
  return { organizationId: organization.id, userId: user.id, userName: user.name } as Principal;
}

async function organizationsOf(client: SessionClient) {
  const { organization, organizations } = (await client.get('/api/session')).body.data;
  return [organization, ...organizations].map(({ id }: { id: string }) => id);
}

/** What is left of an organization: its row, and the log. */
async function traceOf({ database }: Pick<SessionTestApp, 'database'>, id: string) {
  const rows = await database.kysely
    .selectFrom('organizations')
    .select('id')
    .where('id', '=', id)
    .execute();
  const events = await database.kysely
    .selectFrom('audit_events')
    .select('action')
    .where('organization_id', '=', id)
    .orderBy('position')
    .execute();
  return { isThere: rows.length > 0, last: events.at(-1)?.action };
}

const GONE = { isThere: false, last: 'organization.deleted' };

/** Follows the link of the mail that was sent to confirm a sign-up. */
async function confirm(client: SessionClient, email: string) {
  const token = await waitFor(async () =>
    /#token=([\w-]+)/.exec((await delivering.mailsTo(email)).join('\n'))?.at(1),
  );
  const body = { token, password: PASSWORD };
  expect((await client.post('/api/auth/sign-up/confirm', body)).status).toBe(200);
}

describe('who signs up by an invitation is in that organization only', () => {
  test('with a password', async () => {
    const owner = await app.signedUp('Olga');
    const { id } = (await invite(owner, 'Ivan', 'admin')).body;
    const ivan = app.client();
    const person = { name: 'Ivan', email: 'ivan@example.com', password: PASSWORD };
    await ivan.post('/api/auth/sign-up/email', { ...person, invitationId: id });
    const own = await lookAround(app, ivan);
    expect((await accept(ivan, id)).status).toBe(200);
    expect(await organizationsOf(ivan)).toEqual([await organizationOf(owner)]);
    expect(await traceOf(app, own)).toEqual(GONE);
    expect((await app.audit(own)).at(-1)).toMatchObject({
      actor_label: 'Ivan <ivan@example.com>',
      object_label: 'Ivan’s organization',
      details: { unused: true },
    });
    // Another sign-in makes none anew.
    await ivan.signIn('Ivan');
    expect(await organizationsOf(ivan)).toEqual([await organizationOf(owner)]);
  });

  test('by the link in a mail', async () => {
    const owner = delivering.client();
    await owner.signUp('Rosa');
    await confirm(owner, 'rosa@example.com');
    const { id } = (await invite(owner, 'Sven', 'member')).body;
    const sven = delivering.client();
    const person = { name: 'Sven', email: 'sven@example.com', invitationId: id };
    await sven.post('/api/auth/sign-up/email', person);
    await confirm(sven, 'sven@example.com');
    const own = await lookAround(delivering, sven);
    expect((await accept(sven, id)).status).toBe(200);
    expect(await organizationsOf(sven)).toEqual([await organizationOf(owner)]);
    expect(await traceOf(delivering, own)).toEqual(GONE);
  });

  test('by single sign-on', async () => {
    const owner = singleSignOn.client();
    await singleSignOn.seedOwner({ email: 'owner@example.com', password: PASSWORD });
    await owner.signIn('owner');
    const { id } = (await invite(owner, 'Guest', 'member')).body;
    const { client: guest } = await singleSignOn.signInAs(person('Guest'));
    const own = await lookAround(singleSignOn, guest);
    expect((await accept(guest, id)).status).toBe(200);
    expect(await organizationsOf(guest)).toEqual([await organizationOf(owner)]);
    expect(await traceOf(singleSignOn, own)).toEqual(GONE);
  });

  test('and so is who had one only because they were removed before', async () => {
    const owner = await app.signedUp('Berta');
    const { client: cora, memberId } = await app.joined(owner, 'Cora', 'member');
    await owner.post('/api/auth/organization/remove-member', { memberIdOrEmail: memberId });
    await cora.signIn('Cora');
    const own = await lookAround(app, cora);
    await accept(cora, (await invite(owner, 'Cora', 'member')).body.id);
    expect(await organizationsOf(cora)).toEqual([await organizationOf(owner)]);
    expect(await traceOf(app, own)).toEqual(GONE);
  });

  test('and the log of both verifies', async () => {
    const log = createLog({ service: 'test', level: 'silent', destination: process.stderr });
    const { kysely: db } = app.database;
    await sealAuditLog({ db, log }, new AbortController().signal);
    const { faults, entries } = await verifyAuditLog(db, []);
    expect(faults).toEqual([]);
    expect(entries).toMatchObject({ since: 0 });
  });
});

describe('an organization of one’s own stays', () => {
  const uses: Record<string, (client: SessionClient) => Promise<unknown>> = {
    'with a data source that was set up': async (client) => {
      const settings = { url: 'https://example.atlassian.net' };
      const site = { type: 'confluence' as const, name: 'Wiki', description: '', settings };
      const creator = { principal: await principalOf(client), ip: IP };
      await createConnections(app.database.kysely, creator, [site]);
    },
    'with an invitation': (client) => invite(client, 'Somebody', 'member'),
    'with another member': (client) => app.joined(client, 'Friend', 'member'),
    'after something was done and undone in it': async (client) => {
      const { body } = await invite(client, 'Nobody', 'member');
      const asked = { invitationId: body.id };
      await client.post('/api/auth/organization/cancel-invitation', asked);
      await app.database.kysely.deleteFrom('invitations').where('id', '=', body.id).execute();
    },
  };

  test.each(Object.keys(uses))('%s', async (use) => {
    const name = `User-${Object.keys(uses).indexOf(use)}`;
    const owner = await app.signedUp(`Owner-of-${name}`);
    const { id } = (await invite(owner, name, 'member')).body;
    const client = await app.signedUp(name);
    const own = await lookAround(app, client);
    await app.database.kysely
      .deleteFrom('data_source_connections')
      .where('organization_id', '=', own)
      .execute();
    await uses[use]?.(client);
    expect((await accept(client, id)).status).toBe(200);
    expect(await organizationsOf(client)).toEqual([await organizationOf(owner), own]);
  });

  test('of whoever had signed up before they were invited', async () => {
    const owner = await app.signedUp('Dora');
    const emil = await app.signedUp('Emil');
    const own = await organizationOf(emil);
    await accept(emil, (await invite(owner, 'Emil', 'member')).body.id);
    expect(await organizationsOf(emil)).toEqual([await organizationOf(owner), own]);
  });

  test('of whoever declines, or is too late', async () => {
    const owner = await app.signedUp('Frida');
    for (const [name, ender, end] of [
      ['Gustav', 'guest', 'reject-invitation'],
      ['Hanna', 'owner', 'cancel-invitation'],
    ] as const) {
      const { id: invitationId } = (await invite(owner, name, 'member')).body;
      const guest = await app.signedUp(name);
      const own = await lookAround(app, guest);
      const by = { guest, owner }[ender];
      const ended = await by.post(`/api/auth/organization/${end}`, { invitationId });
      expect(ended.status).toBe(200);
      expect((await accept(guest, invitationId)).body.code).toBe('not_found');
      expect(await organizationsOf(guest)).toEqual([own]);
    }
  });
});

test('what is set up at the moment of the acceptance is refused or kept, never taken and lost', async () => {
  const owner = await app.signedUp('Lena');
  const settings = { url: 'https://example.atlassian.net' };
  const site = { type: 'confluence' as const, name: 'Wiki', description: '', settings };
  for (let round = 0; round < 8; round += 1) {
    const { id } = (await invite(owner, `Mia${round}`, 'member')).body;
    const client = await app.signedUp(`Mia${round}`);
    const principal = await principalOf(client);
    const [accepted, isTaken] = await Promise.all([
      accept(client, id),
      createConnections(app.database.kysely, { principal, ip: IP }, [site]).then(
        () => true,
        () => false,
      ),
    ]);
    expect(accepted.status).toBe(200);
    expect((await traceOf(app, principal.organizationId)).isThere).toBe(isTaken);
  }
});

test('what goes wrong at the acceptance loses neither invitation nor organization', async () => {
  const owner = await app.signedUp('Jonas');
  const { id } = (await invite(owner, 'Klara', 'member')).body;
  const klara = await app.signedUp('Klara');
  const own = await lookAround(app, klara);
  await app.database.executeSql(`
    create function refuse_end() returns trigger language plpgsql as
      $$ begin raise exception 'not now'; end $$;
    create trigger refuse_end before delete on organizations
      for each row execute function refuse_end();`);
  expect((await accept(klara, id)).status).toBe(500);
  expect(await organizationsOf(klara)).toEqual([own]);
  expect((await app.client().get(`/api/invitations/${id}`)).status).toBe(200);
  await app.database.executeSql('drop function refuse_end cascade');
  expect((await accept(klara, id)).status).toBe(200);
  expect(await organizationsOf(klara)).toEqual([await organizationOf(owner)]);
});
