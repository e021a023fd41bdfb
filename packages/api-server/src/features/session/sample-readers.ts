import { randomUUID } from 'node:crypto';
import type { SampleReader } from '@rita/contracts';
import type { FastifyRequest } from 'fastify';
import { type Kysely, sql } from 'kysely';
import type { Db, Tables } from '../../platform/db/tables.ts';
import { insertAuditEvents } from '../audit/audit.store.ts';

/** Somebody of the sample sources' made-up company, whose eyes one can look through. */
export type SampleReaderAccount = { id: SampleReader; name: string; address: string };

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);
const LOOPBACK_PEERS = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

export function isLoopbackHost(host: string): boolean {
  return LOOPBACK_HOSTS.has(host);
}

/**
 * Whether a request was made on this machine and passed on by nobody. The accounts are for that
 * alone; this stands beside the start-up, which offers them nowhere else.
 */
export function isFromThisMachine(request: FastifyRequest): boolean {
  const { headers } = request;
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false;
  return LOOPBACK_PEERS.has(request.socket.remoteAddress ?? '') && isLoopbackHost(request.hostname);
}

/**
 * Makes their accounts, as members of the first organization that there is, each once: somebody who
 * was removed stays so, and an account that has the address already is left alone. They have no
 * password, so that the sign-in of embedded mode is the only one.
 */
export async function joinSampleReaders(
  db: Db,
  readers: readonly SampleReaderAccount[],
): Promise<void> {
  if (readers.length === 0) return;
  const first = await db
    .selectFrom('organizations')
    .select('id')
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (first === undefined) return;
  for (const { name, address } of readers) {
    const created = await db
      .insertInto('users')
      .values({
        id: randomUUID(),
        name,
        email: address,
        email_verified: true,
        address_proved_at: sql<Date>`now()`,
        address_proved_by: 'sample',
      })
      .onConflict((conflict) => conflict.column('email').doNothing())
      .returning(['id', 'email'])
      .executeTakeFirst();
    if (created !== undefined) await join(db, first.id, created);
  }
}

async function join(
  db: Db,
  organizationId: string,
  user: { id: string; email: string },
): Promise<void> {
  const member = { id: randomUUID(), organization_id: organizationId, user_id: user.id };
  await db
    .insertInto('members')
    .values({ ...member, role: 'member' })
    .execute();
  await insertAuditEvents(db, organizationId, [
    {
      action: 'member.joined',
      actor_type: 'system',
      object_type: 'member',
      object_id: member.id,
      object_label: user.email,
      details: { role: 'member', sample: true },
    },
  ]);
}

/** Those who can be looked through: with an account made for that, in an organization. */
export async function listSampleReaders(
  db: Kysely<Tables>,
  readers: readonly SampleReaderAccount[],
): Promise<SampleReaderAccount[]> {
  if (readers.length === 0) return [];
  const rows = await db
    .selectFrom('users as u')
    .innerJoin('members as m', 'm.user_id', 'u.id')
    .select('u.email')
    .distinct()
    .where('u.address_proved_by', '=', 'sample')
    .where(
      'u.email',
      'in',
      readers.map(({ address }) => address),
    )
    .execute();
  const joined = new Set(rows.map(({ email }) => email));
  return readers.filter(({ address }) => joined.has(address));
}
