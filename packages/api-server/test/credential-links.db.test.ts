import { randomUUID } from 'node:crypto';
import type { Role } from '@rita/contracts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endLapsedLinks } from '../src/features/credential-links/end-links.ts';
import { LINK_TOKEN, openLinkSteps } from './link-steps.ts';
import { rowOf, SITE, startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const REFUSED = { status: 'failed', error: 'Wrong token', error_code: 'invalid_credentials' };
const ELSEWHERE = { url: 'https://elsewhere.example.com' };

test('whoever has the link enters the credentials of one connection, and nothing else', async () => {
  const { user, id, make, open, outsider, seal, report, link, entries } = await openLinkSteps(app);
  const token = await make();
  const { data: asked } = await open(token);
  expect(asked).toMatchObject({
    state: 'open',
    organization_id: user.organizationId,
    asked_by: 'Ada',
    connection_id: id,
    connection_type: 'confluence',
    settings: SITE,
    attempt: null,
  });
  expect(JSON.stringify(asked)).not.toContain(user.email);
  expect(asked.user_id).toBe(`link:${(await link()).id}`);
  const sent = { token, ...(await seal(asked)) };
  const started = await outsider('submit', sent);
  expect([started.status, started.body.run_id]).toEqual([202, sent.run_id]);
  const { payload } = await app.receiver.waitForRun(sent.run_id);
  expect(payload).toMatchObject({
    action: 'verify_credentials',
    tenant_id: user.organizationId,
    user_id: asked.user_id,
    user_email: '',
    settings: SITE,
    sealed_credentials: sent.sealed_credentials,
  });
  expect((await open(token)).data.attempt).toMatchObject({ run_id: sent.run_id, state: 'running' });
  await report(sent.run_id);
  expect(await rowOf(app, id)).toMatchObject({ settings: SITE, verified_method: 'api_token' });
  expect((await open(token)).data).toEqual({ state: 'used' });
  const again = await outsider('submit', { ...sent, run_id: randomUUID() });
  expect([again.status, again.body.code]).toEqual([410, 'credential_link_used']);
  expect((await link()).end_reason).toBe('used');
  expect((await entries()).map(({ action, actor_type }) => [action, actor_type])).toEqual([
    ['credential_link.created', 'user'],
    ['credential_link.opened', 'link'],
    ['credential_link.used', 'link'],
  ]);
  const { data: log } = (await user.api('GET', `/api/audit-events?object_id=${id}`)).body;
  expect(
    log.find((one: { action: string }) => one.action === 'verification.started'),
  ).toMatchObject({ actor_type: 'link', actor_label: `Ada <${user.email}>`, ip: '127.0.0.1' });
});

test('the secret and the token are in no table, log, event or entry', async () => {
  const { make, submit, report, open } = await openLinkSteps(app);
  const token = await make();
  await open(token);
  const { body } = await submit(token);
  await app.receiver.waitForRun(body.run_id);
  await report(body.run_id);
  await open(`${token}x`);
  const kept = [app.logText(), await everyRow()].join('\n');
  expect(kept).toContain(body.run_id);
  for (const secret of [token, token.slice(-20), LINK_TOKEN.api_token]) {
    expect(kept).not.toContain(secret);
  }
});

async function everyRow(): Promise<string> {
  const tables = await app.database.kysely.introspection.getTables();
  const rows = tables.map(async ({ name }) => {
    const found = await sql<{ row: string }>`
      select t::text as row from ${sql.table(name)} as t`.execute(app.database.kysely);
    return found.rows.map(({ row }) => row).join('\n');
  });
  return (await Promise.all(rows)).join('\n');
}

test('what is not accepted may be tried again, and says which check failed, not what was found', async () => {
  const { make, submit, report, open, link } = await openLinkSteps(app);
  const token = await make();
  const first = await submit(token);
  const checks = [{ name: 'signed_in', outcome: 'failed', detail: 'seen at the source' }];
  await report(first.body.run_id, { ...REFUSED, checks });
  const { data } = await open(token);
  expect(data.attempt).toEqual({
    run_id: first.body.run_id,
    state: 'failed',
    error_code: 'invalid_credentials',
    checks: [{ name: 'signed_in', outcome: 'failed' }],
  });
  const second = await submit(token);
  await report(second.body.run_id);
  expect((await link()).end_reason).toBe('used');
});

test('a verification by somebody else does not use the link, and is not told to whoever has it', async () => {
  const { user, id, make, open, report, submit } = await openLinkSteps(app);
  const token = await make();
  const own = await user.api('POST', `/api/data-sources/${id}/verify`, {
    ...{ settings: SITE, credentials: { api_token: 'of-an-admin' } },
  });
  expect((await open(token)).data.attempt).toBeNull();
  const refused = await submit(token);
  expect([refused.status, refused.body.code, refused.body.run_id]).toEqual([
    ...[409, 'run_in_progress', undefined],
  ]);
  await report(own.body.run_id);
  expect((await open(token)).data.state).toBe('open');
});

describe('a link ends', () => {
  type Steps = Awaited<ReturnType<typeof openLinkSteps>>;
  const ENDS: Record<
    string,
    [end: (steps: Steps) => Promise<unknown>, state: string, reason: string]
  > = {
    'when its time is over': [({ age }) => age(0), 'expired', 'expired'],
    'when it is taken back': [({ user, path }) => user.api('DELETE', path), 'ended', 'revoked'],
    'when the address is changed': [
      ({ user, id }) => user.api('PUT', `/api/data-sources/${id}`, { settings: ELSEWHERE }),
      ...(['ended', 'address_changed'] as const),
    ],
    'when another address is proven': [
      async ({ user, id, report }) => {
        const body = { settings: { ...SITE, ...ELSEWHERE }, credentials: { api_token: 'other' } };
        const started = await user.api('POST', `/api/data-sources/${id}/verify`, body);
        await report(started.body.run_id);
      },
      ...(['ended', 'address_changed'] as const),
    ],
  };

  test.each(Object.entries(ENDS))('%s', async (_, [end, state, reason]) => {
    const steps = await openLinkSteps(app);
    const token = await steps.make();
    await end(steps);
    // At once, and before anybody has written it down.
    expect((await steps.open(token)).data).toEqual({ state });
    const late = await steps.submit(token);
    expect([late.status, late.body.code]).toEqual([410, `credential_link_${state}`]);
    await endLapsedLinks(app.database.kysely);
    expect((await steps.link()).end_reason).toBe(reason);
    expect(await rowOf(app, steps.id)).toMatchObject({ status: 'idle' });
    const last = (await steps.entries()).at(-1);
    const isExpiry = reason === 'expired';
    expect(last?.action).toBe(`credential_link.${isExpiry ? 'expired' : 'revoked'}`);
    if (state === 'ended' && reason !== 'revoked') expect(last?.details).toMatchObject({ reason });
  });

  test('by a newer one, with the verification that was started by it', async () => {
    const { user, id, make, open, submit, link } = await openLinkSteps(app);
    const first = await make();
    const { body } = await submit(first);
    const second = await make({ settings: SITE, expires_in_days: 30 });
    expect((await open(first)).data).toEqual({ state: 'ended' });
    expect((await open(second)).data.state).toBe('open');
    expect(await rowOf(app, id)).toMatchObject({ status: 'idle', last_run_id: body.run_id });
    const { expires_at } = await link();
    expect(Math.round((Date.parse(expires_at) - Date.now()) / 86_400_000)).toBe(30);
    const { data } = (await user.api('GET', `/api/audit-events?object_id=${id}&limit=200`)).body;
    const reasons = data.map((one: { details: { reason?: string } }) => one.details.reason);
    expect(reasons).toContain('superseded');
  });

  test('with the connection', async () => {
    const { user, id, make, open, submit } = await openLinkSteps(app);
    const token = await make();
    await user.api('DELETE', `/api/data-sources/${id}`);
    expect((await open(token)).code).toBe('not_found');
    expect((await submit(token)).body.code).toBe('not_found');
  });

  test.each<[string, Role | null]>([
    ['is not a member any more', null],
    ['may not configure any more', 'member'],
  ])('when whoever made it %s', async (_, role) => {
    const owner = await app.signUp('Owner');
    const steps = await openLinkSteps(app, owner);
    const maker = await app.signUp('Maker');
    await owner.addMember(maker, 'admin');
    const token = await steps.make({ settings: SITE }, maker);
    const memberId = await maker.memberId(owner.organizationId);
    await changeRole(owner, memberId, role);
    expect((await steps.open(token)).data).toEqual({ state: 'ended' });
    const late = await steps.submit(token);
    expect(late.body.code).toBe('credential_link_ended');
    await endLapsedLinks(app.database.kysely);
    expect((await steps.link()).end_reason).toBe('maker_gone');
    expect((await steps.entries()).at(-1)).toMatchObject({
      ...{ action: 'credential_link.revoked', actor_type: 'system' },
      details: { reason: 'maker_gone' },
    });
  });

  async function changeRole(owner: TestUser, memberId: string, role: Role | null) {
    const auth = '/api/auth/organization';
    const done = await (role === null
      ? owner.api('POST', `${auth}/remove-member`, { memberIdOrEmail: memberId })
      : owner.api('POST', `${auth}/update-member-role`, { memberId, role }));
    expect(done.status).toBe(200);
  }
});
