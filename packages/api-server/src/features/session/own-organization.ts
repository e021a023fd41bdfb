import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';
import { insertAuditEvents } from '../audit/audit.store.ts';

type NewUser = { id: string; name: string; email: string };

/**
 * An organization that the user owns, with its audit entries: for every new user, in the
 * transaction that inserts the user, and for one who left all others.
 */
export async function createOwnOrganization(
  db: Db,
  user: NewUser,
  { ip, isSignUp }: { ip: string | null; isSignUp: boolean },
) {
  const organization = { id: randomUUID(), name: organizationNameOf(user.name) };
  const memberId = randomUUID();
  await db
    .insertInto('organizations')
    .values({ ...organization, slug: organization.id })
    .execute();
  await db
    .insertInto('members')
    .values({ id: memberId, organization_id: organization.id, user_id: user.id, role: 'owner' })
    .execute();
  await db
    .updateTable('users')
    .set({ last_organization_id: organization.id })
    .where('id', '=', user.id)
    .execute();
  const actor = {
    actor_type: 'user' as const,
    actor_id: user.id,
    actor_label: actorLabel(user),
    ip,
  };
  await insertAuditEvents(db, organization.id, [
    {
      ...actor,
      action: 'organization.created',
      object_type: 'organization',
      object_id: organization.id,
      object_label: organization.name,
    },
    ...(isSignUp
      ? [
          {
            ...actor,
            action: 'session.signed_up' as const,
            object_type: 'member' as const,
            object_id: memberId,
            object_label: user.email,
          },
        ]
      : []),
  ]);
  return organization;
}

/**
 * Makes an organization for those of these people who are in none any more and are signed in: they go on
 * there, and are told by their pages. Whoever is not signed in gets one by signing in. Belongs into the
 * transaction that takes them out of the one that they were in.
 */
export async function landWithoutOrganization(db: Db, userIds: readonly string[]): Promise<void> {
  const landing = await db
    .selectFrom('users as u')
    .select(['u.id', 'u.name', 'u.email'])
    .where('u.id', 'in', userIds)
    // People of the samples are there to be looked through in the first organization, and nowhere else.
    .where('u.address_proved_by', 'is distinct from', 'sample')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('members as m').select('m.id').whereRef('m.user_id', '=', 'u.id'))),
    )
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('sessions as s')
          .select('s.id')
          .whereRef('s.user_id', '=', 'u.id')
          .where('s.expires_at', '>', sql<Date>`now()`),
      ),
    )
    .orderBy('u.id')
    .execute();
  for (const user of landing) await createOwnOrganization(db, user, { ip: null, isSignUp: false });
}

/** Name and e-mail as the audit log keeps them. */
export function actorLabel(user: { name: string; email: string }): string {
  return `${user.name} <${user.email}>`;
}

function organizationNameOf(name: string): string {
  return `${name.slice(0, 150)}’s organization`;
}
