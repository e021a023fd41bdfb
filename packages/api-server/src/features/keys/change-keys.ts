import type { CreateKeyRequest, Key } from '@rita/contracts';
import { mayWrite } from '@rita/contracts';
import { type Kysely, sql, type Transaction } from 'kysely';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { insertAuditEvents } from '../audit/audit.store.ts';
import { listConnections } from '../data-sources/data-sources.store.ts';
import { findRoleOf } from '../members/members.store.ts';
import { actorOf } from '../runs/actor.ts';
import { hashOfKey, hintOfKey, makeKey } from './key-token.ts';
import { deleteKey, findKey, insertKey, type KeyRow, listKeysOf, toKey } from './keys.store.ts';

export type Asked = { principal: Principal; ip: string };

const MOST_OF_PERSON = 20;
const MOST_OF_ORGANIZATION = 1_000;

/**
 * Makes a key. A personal one by each member for themselves, one of the organization by owners.
 *
 * @returns the key itself too, which nobody can read again
 * @throws ProblemError `owner_required`, `forbidden`, `too_many_keys`, `not_found`
 */
export async function createKey(
  db: Kysely<Tables>,
  { principal, ip }: Asked,
  asked: CreateKeyRequest,
): Promise<Key & { key: string }> {
  const { organizationId, userId } = principal;
  const key = makeKey();
  const created = await inTransaction(db, async (trx) => {
    // One after the other, or two at once could both be the last that fits.
    await sql`select from organizations where id = ${organizationId} for update`.execute(trx);
    await requireAllowed(trx, principal, asked);
    await requireRoom(trx, principal);
    const id = await insertKey(trx, organizationId, {
      kind: asked.kind,
      member_id: asked.kind === 'personal' ? principal.memberId : null,
      name: asked.name,
      hint: hintOfKey(key),
      key_hash: hashOfKey(key),
      scopes: [...new Set(asked.scopes)],
      connections: [...new Set(asked.connections)],
      created_by: userId,
      days: asked.expires_in_days,
    });
    const row = await findKey(trx, organizationId, id);
    if (row === undefined) throw new ProblemError('not_found');
    await audit(trx, { principal, ip }, { row, action: 'key.created' });
    return toKey(row, userId);
  });
  return { ...created, key };
}

/** Ends a key at once. @throws ProblemError `not_found`, also for keys of others unless an owner asks */
export async function revokeKey(db: Kysely<Tables>, asked: Asked, id: string): Promise<void> {
  const { organizationId, userId } = asked.principal;
  await inTransaction(db, async (trx) => {
    const role = await findRoleOf(trx, organizationId, userId);
    const row = await findKey(trx, organizationId, id);
    const isAllowed = row !== undefined && (role === 'owner' || row.owner_id === userId);
    if (!isAllowed) throw new ProblemError('not_found');
    if (!(await deleteKey(trx, organizationId, id))) throw new ProblemError('not_found');
    await audit(trx, asked, { row, action: 'key.revoked' });
  });
}

async function requireAllowed(
  trx: Transaction<Tables>,
  { organizationId, userId }: Principal,
  asked: CreateKeyRequest,
): Promise<void> {
  const role = await findRoleOf(trx, organizationId, userId);
  if (role === undefined) throw new ProblemError('forbidden');
  const isForOwners = asked.kind === 'organization' || asked.connections.length > 0;
  if (isForOwners && role !== 'owner') throw new ProblemError('owner_required');
  if (asked.scopes.includes('sources:write') && !mayWrite(role)) {
    throw new ProblemError('forbidden');
  }
  if (asked.connections.length === 0) return;
  if (asked.kind === 'personal') throw notForPersonal();
  const known = new Set((await listConnections(trx, organizationId)).map((row) => row.id));
  if (!asked.connections.every((id) => known.has(id))) throw new ProblemError('not_found');
}

function notForPersonal(): ProblemError {
  const message = 'a personal key reads what its person may read';
  return new ProblemError('validation_failed', { errors: [{ path: 'connections', message }] });
}

async function requireRoom(trx: Transaction<Tables>, principal: Principal): Promise<void> {
  const all = await listKeysOf(trx, principal.organizationId);
  const own = all.filter((row) => row.created_by === principal.userId);
  if (own.length >= MOST_OF_PERSON || all.length >= MOST_OF_ORGANIZATION) {
    throw new ProblemError('too_many_keys');
  }
}

async function audit(
  trx: Transaction<Tables>,
  { principal, ip }: Asked,
  { row, action }: { row: KeyRow; action: 'key.created' | 'key.revoked' },
): Promise<void> {
  const { id, name, kind, scopes, connections, hint } = row;
  await insertAuditEvents(trx, row.organization_id, [
    {
      ...actorOf(principal, ip),
      action,
      object_type: 'key',
      object_id: id,
      object_label: name,
      details: {
        ...{ kind, scopes, hint, expires_at: row.expires_at.toISOString() },
        ...(connections.length === 0 ? {} : { connections }),
      },
    },
  ]);
}
