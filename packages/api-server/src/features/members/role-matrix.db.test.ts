import { randomUUID } from 'node:crypto';
import { ROLES, type Role } from '@rita/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AUTH_ENDPOINTS } from '../session/auth-endpoints.ts';
import { organizationOf, type SessionClient, startMembersTestApp } from './members-test-app.ts';

/** Written out, not taken from the code under test: the roles that each may act on. */
const POWER = {
  owner: ['owner', 'admin', 'member'],
  admin: ['admin', 'member'],
  member: [],
  stranger: [],
} as const satisfies Record<string, readonly Role[]>;
type Actor = keyof typeof POWER;
const ACTORS = Object.keys(POWER) as Actor[];
const may = (actor: Actor, ...roles: Role[]) =>
  roles.every((role) => (POWER[actor] as readonly Role[]).includes(role));

type Case = {
  path: string;
  name: string;
  isAllowed: (actor: Actor) => boolean;
  body: () => Promise<Record<string, unknown>>;
};

let app: Awaited<ReturnType<typeof startMembersTestApp>>;
const clients = {} as Record<Actor, SessionClient>;
const ids = {} as Record<Actor, string>;
let organizationId: string;

beforeAll(async () => {
  app = await startMembersTestApp();
  for (const actor of ACTORS) {
    clients[actor] = await app.signedUp(`The-${actor}`);
    ids[actor] = (await clients[actor].get('/api/session')).body.data.user.id;
  }
  organizationId = await organizationOf(clients.owner);
  for (const role of ['admin', 'member'] as const) await join(ids[role], role);
  const { kysely } = app.database;
  await kysely
    .updateTable('sessions')
    .set({ active_organization_id: organizationId })
    .where('user_id', 'in', [ids.admin, ids.member])
    .execute();
});
afterAll(() => app.close());

async function join(userId: string, role: Role): Promise<string> {
  const id = randomUUID();
  const row = { id, organization_id: organizationId, user_id: userId, role };
  await app.database.kysely.insertInto('members').values(row).execute();
  return id;
}

/** Somebody of that role to act on. */
async function target(role: Role) {
  const id = randomUUID();
  const email = `${id}@example.com`;
  await app.database.kysely.insertInto('users').values({ id, name: 'Target', email }).execute();
  return { email, memberId: await join(id, role) };
}

/** An open invitation to that role, made by the member of the other role. */
async function invitation(role: Role, inviter: Actor) {
  const id = randomUUID();
  const row = {
    id,
    organization_id: organizationId,
    email: `${id}@example.com`,
    role,
    inviter_id: ids[inviter],
    expires_at: new Date(Date.now() + 3_600_000),
  };
  await app.database.kysely.insertInto('invitations').values(row).execute();
  return row;
}

async function everything() {
  const { rows } = await app.database.executeSql(`
    select (select json_agg(m order by m.id) from members m) as members,
           (select json_agg(i order by i.id) from invitations i) as invitations,
           (select count(*) from audit_events) as entries`);
  return JSON.stringify(rows);
}

const ORGANIZATION = '/organization';
const MADE_BY = [
  ['owner', 'owner'],
  ['admin', 'owner'],
  ['member', 'owner'],
  ['admin', 'admin'],
  ['member', 'admin'],
] as const;

const cases: Case[] = [
  ...ROLES.map((role) => ({
    path: `${ORGANIZATION}/invite-member`,
    name: `invite to ${role}`,
    isAllowed: (actor: Actor) => may(actor, role),
    body: async () => ({ email: `${randomUUID()}@example.com`, role }),
  })),
  ...MADE_BY.map(([role, inviter]) => ({
    path: `${ORGANIZATION}/invite-member`,
    name: `send the ${inviter}’s invitation to ${role} again`,
    isAllowed: (actor: Actor) => may(actor, 'member', role, inviter),
    body: async () => {
      const { email } = await invitation(role, inviter);
      return { email, role: 'member', resend: true };
    },
  })),
  ...MADE_BY.map(([role, inviter]) => ({
    path: `${ORGANIZATION}/cancel-invitation`,
    name: `cancel the ${inviter}’s invitation to ${role}`,
    isAllowed: (actor: Actor) => may(actor, role, inviter),
    body: async () => ({ invitationId: (await invitation(role, inviter)).id }),
  })),
  ...ROLES.flatMap((before) =>
    ROLES.map((role) => ({
      path: `${ORGANIZATION}/update-member-role`,
      name: `make ${before} ${role}`,
      isAllowed: (actor: Actor) => may(actor, before, role),
      body: async () => ({ memberId: (await target(before)).memberId, role }),
    })),
  ),
  ...ROLES.flatMap((role) => [
    {
      path: `${ORGANIZATION}/remove-member`,
      name: `remove ${role}`,
      isAllowed: (actor: Actor) => may(actor, role),
      body: async () => ({ memberIdOrEmail: (await target(role)).memberId }),
    },
    {
      path: `${ORGANIZATION}/remove-member`,
      name: `remove ${role} by address`,
      isAllowed: (actor: Actor) => may(actor, role),
      body: async () => ({ memberIdOrEmail: (await target(role)).email }),
    },
  ]),
  // For whoever was invited alone, whatever their role.
  ...['accept', 'reject'].map((verb) => ({
    path: `${ORGANIZATION}/${verb}-invitation`,
    name: `${verb} somebody else’s invitation`,
    isAllowed: () => false,
    body: async () => ({ invitationId: (await invitation('member', 'owner')).id }),
  })),
  {
    path: `${ORGANIZATION}/leave`,
    name: 'leave an organization of others',
    isAllowed: () => false,
    body: async () => ({ organizationId: randomUUID() }),
  },
];

describe.each(cases)('$name', ({ path, isAllowed, body }) => {
  test.each(ACTORS)('by the %s', async (actor) => {
    const asked = await body();
    const scope = path.endsWith('-invitation') ? {} : { organizationId };
    const before = await everything();
    const answer = await clients[actor].post(`/api/auth${path}`, { ...scope, ...asked });
    if (isAllowed(actor)) {
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      expect(await everything()).not.toBe(before);
      return;
    }
    expect([403, 404], JSON.stringify(answer.body)).toContain(answer.status);
    if (actor === 'stranger') expect(['not_found', 'wrong_account']).toContain(answer.body.code);
    expect(await everything()).toBe(before);
  });
});

test('every endpoint that changes members or invitations is in the matrix', () => {
  const changing = Object.entries(AUTH_ENDPOINTS)
    .filter(([, { changesMembers, changesInvitation }]) => changesMembers || changesInvitation)
    .map(([path]) => path);
  expect(new Set(cases.map(({ path }) => path))).toEqual(new Set(changing));
  const below = Object.entries(AUTH_ENDPOINTS).filter(([path]) => path.startsWith(ORGANIZATION));
  const reading = below.map(([path]) => path).filter((path) => !changing.includes(path));
  expect(reading).toEqual([`${ORGANIZATION}/list`, `${ORGANIZATION}/set-active`]);
});
