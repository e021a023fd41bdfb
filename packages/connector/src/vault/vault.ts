import { randomUUID } from 'node:crypto';
import type { DataSourceType } from '@rita/contracts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../platform/db/tables.ts';
import { listDataKeys, listTenantsWithLostKeys, requireDataKey } from './data-keys.ts';
import { decrypt, encrypt, VaultError } from './envelope.ts';
import type { MasterKeys } from './master-keys.ts';

/** The connection that credentials belong to. */
export type Owner = { tenantId: string; connectionId: string; connectionType: DataSourceType };

const contentSchema = z.object({
  credentials: z.record(z.string(), z.string()),
  /** The settings that say where and as whom; the credentials are never used with others. */
  boundSettings: z.record(z.string(), z.unknown()),
});
export type CredentialContent = z.output<typeof contentSchema>;
export type CredentialSet = CredentialContent & { id: string };

/**
 * Keeps credentials, encrypted, in two states per connection: a candidate for each verification
 * under way, and the one set that was verified last. All functions take the database first, so
 * that they take part in the caller's transaction. Reading throws `VaultError` when a row was
 * changed, moved between owners, or written under another key.
 */
export type Vault = {
  insertCandidate: (db: Db, owner: Owner, content: CredentialContent) => Promise<string>;
  findActive: (db: Db, owner: Owner) => Promise<CredentialSet | undefined>;
  findSet: (db: Db, owner: Owner, id: string) => Promise<CredentialSet | undefined>;
  /** The candidate becomes the active set; a sync under way goes on with the one it began with. */
  activate: (db: Db, owner: Owner, id: string) => Promise<void>;
  deleteCandidate: (db: Db, owner: Owner, id: string) => Promise<void>;
  /**
   * The set before is active again in place of this one, where that is still there; otherwise this one
   * stays, or goes where there was none (`orNone`).
   */
  takeBack: (db: Db, owner: Owner, id: string, more: { orNone: boolean }) => Promise<void>;
  forget: (db: Db, owner: Owner) => Promise<void>;
  /** Active sets that `VAULT_KEY` does not open: their credentials have to be entered again. */
  listLost: (db: Db) => Promise<LostSet[]>;
};

export type LostSet = { id: string } & Pick<Owner, 'tenantId' | 'connectionId'>;

/** A candidate that nobody used within this time is removed. */
const CANDIDATE_LIFETIME = sql<Date>`now() + interval '5 minutes'`;

export function createVault(keys: MasterKeys): Vault {
  return {
    insertCandidate: async (db, owner, content) => {
      const id = randomUUID();
      const key = await requireDataKey(db, keys, owner.tenantId);
      const plain = Buffer.from(JSON.stringify(contentSchema.parse(content)));
      await db
        .insertInto('vault_credential_sets')
        .values({
          id,
          ...ownerColumns(owner),
          state: 'candidate',
          ciphertext: encrypt(key, plain, placeOf(owner, id)),
          expires_at: CANDIDATE_LIFETIME,
        })
        .execute();
      return id;
    },
    findActive: async (db, owner) => {
      const row = await setsOf(db, owner).where('state', '=', 'active').executeTakeFirst();
      return row && openSet({ db, keys, owner }, row);
    },
    findSet: async (db, owner, id) => {
      const row = await setsOf(db, owner).where('id', '=', id).executeTakeFirst();
      return row && openSet({ db, keys, owner }, row);
    },
    activate,
    deleteCandidate: async (db, owner, id) => {
      await deleteSets(db, owner).where('id', '=', id).where('state', '=', 'candidate').execute();
    },
    takeBack,
    forget: async (db, owner) => {
      await deleteSets(db, owner).execute();
    },
    listLost: async (db) => {
      const tenants = await listTenantsWithLostKeys(db, keys);
      const lost = await Promise.all(tenants.map((tenantId) => lostOf({ db, keys, tenantId })));
      return lost.flat();
    },
  };
}

async function lostOf(place: { db: Db; keys: MasterKeys; tenantId: string }): Promise<LostSet[]> {
  const { db, keys, tenantId } = place;
  const dataKeys = await listDataKeys(db, keys, tenantId);
  const rows = await db
    .selectFrom('vault_credential_sets')
    .select(['id', 'connection_id', 'connection_type', 'ciphertext'])
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'active')
    .execute();
  return rows.flatMap(({ id, ciphertext, ...row }) => {
    const owner = {
      tenantId,
      connectionId: row.connection_id,
      connectionType: row.connection_type,
    };
    const opened = openWith(dataKeys, ciphertext, placeOf(owner, id));
    return opened === undefined ? [{ id, tenantId, connectionId: row.connection_id }] : [];
  });
}

async function activate(db: Db, owner: Owner, id: string): Promise<void> {
  await updateSets(db, owner).set({ state: 'retired' }).where('state', '=', 'active').execute();
  const promoted = await updateSets(db, owner)
    .set({ state: 'active', expires_at: null })
    .where('id', '=', id)
    .where('state', '=', 'candidate')
    .returning('id')
    .execute();
  if (promoted.length !== 1) throw new VaultError('the verified credentials are gone');
}

async function takeBack(
  db: Db,
  owner: Owner,
  id: string,
  { orNone }: { orNone: boolean },
): Promise<void> {
  const before = await setsOf(db, owner)
    .where('state', '=', 'retired')
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
  if (before === undefined && !orNone) return;
  const taken = await deleteSets(db, owner)
    .where('id', '=', id)
    .where('state', '=', 'active')
    .returning('id')
    .execute();
  if (taken.length === 0 || before === undefined) return;
  await updateSets(db, owner).set({ state: 'active' }).where('id', '=', before.id).execute();
}

async function openSet(
  place: { db: Db; keys: MasterKeys; owner: Owner },
  row: { id: string; ciphertext: Uint8Array },
): Promise<CredentialSet> {
  const dataKeys = await listDataKeys(place.db, place.keys, place.owner.tenantId);
  const plain = openWith(dataKeys, row.ciphertext, placeOf(place.owner, row.id));
  if (plain === undefined) throw new VaultError('credentials do not open with any key held');
  return { id: row.id, ...contentSchema.parse(JSON.parse(plain.toString())) };
}

/** With several keys, opening itself tells which one is right. */
function openWith(
  dataKeys: readonly Uint8Array[],
  ciphertext: Uint8Array,
  place: string[],
): Buffer | undefined {
  for (const key of dataKeys) {
    try {
      return decrypt(key, ciphertext, place);
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
    }
  }
  return undefined;
}

function placeOf(owner: Owner, id: string): string[] {
  return ['credentials', owner.tenantId, owner.connectionId, owner.connectionType, id];
}

function ownerColumns(owner: Owner) {
  return {
    tenant_id: owner.tenantId,
    connection_id: owner.connectionId,
    connection_type: owner.connectionType,
  };
}

function setsOf(db: Db, owner: Owner) {
  return db
    .selectFrom('vault_credential_sets')
    .select(['id', 'ciphertext'])
    .where('tenant_id', '=', owner.tenantId)
    .where('connection_id', '=', owner.connectionId);
}

function updateSets(db: Db, owner: Owner) {
  return db
    .updateTable('vault_credential_sets')
    .where('tenant_id', '=', owner.tenantId)
    .where('connection_id', '=', owner.connectionId);
}

function deleteSets(db: Db, owner: Owner) {
  return db
    .deleteFrom('vault_credential_sets')
    .where('tenant_id', '=', owner.tenantId)
    .where('connection_id', '=', owner.connectionId);
}
