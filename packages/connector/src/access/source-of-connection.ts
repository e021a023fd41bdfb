import { createHash } from 'node:crypto';
import { sourceSettings } from '@rita/contracts';
import { sql } from 'kysely';
import { canonicalJson } from '../platform/canonical-json.ts';
import type { Db, Transact } from '../platform/db/tables.ts';
import { hasToldBeginning, ownerOf, type Run, requireHeldRun } from '../runs/run.store.ts';
import type { RunDeps, Work } from '../runs/work.ts';
import { SourceError } from '../sources/source.ts';
import type { Owner } from '../vault/vault.ts';
import { NOT_READ_SINCE } from './document-access.store.ts';
import { lockAccess, raiseVersion, requireRuleIds } from './rule.store.ts';

type Place = Pick<Owner, 'tenantId' | 'connectionId'>;

/** Hidden in one transaction; each is written into every index anew. */
const HIDDEN_AT_ONCE = 500;

/**
 * Before a run reads anything: when its connection leads to another source than what is stored came
 * from, people and groups of before are forgotten, an owner's own assignments among them, and nobody
 * finds the documents until they are read there. Ids of the one are those of somebody and something
 * else at the other.
 *
 * Throws `SourceError` `interrupted` where the run itself is of a source that the connection was led
 * away from.
 */
export async function enterSource({
  deps,
  held,
  signal,
}: Pick<Work, 'held' | 'signal'> & { deps: Pick<RunDeps, 'database'> }): Promise<void> {
  const { kysely } = deps.database;
  const run = await kysely.transaction().execute(async (trx) => {
    const current = await requireHeldRun(trx, held);
    await takeSource(trx, current);
    return current;
  });
  while ((await hideSome(kysely, ownerOf(run))) > 0) signal.throwIfAborted();
}

async function takeSource(trx: Transact, run: Run): Promise<void> {
  const place = ownerOf(run);
  const before = await findSource(trx, place);
  const source = sourceOf(run);
  if (before === source) return;
  // Only what begins knows better than what is there; whatever goes on is older.
  if (before !== null && hasToldBeginning(run)) throw ledElsewhere();
  await sql`
    update access_states set source = ${source} where tenant_id = ${place.tenantId}
      and connection_id = ${place.connectionId}::uuid`.execute(trx);
  if (before !== null) await forget(trx, place);
}

/** Takes the lock of who may read what. Throws as `enterSource`, for a run under way. */
export async function requireOwnSource(trx: Transact, run: Run): Promise<void> {
  if ((await findSource(trx, ownerOf(run))) !== sourceOf(run)) throw ledElsewhere();
}

async function findSource(
  trx: Transact,
  { tenantId, connectionId }: Place,
): Promise<string | null> {
  await lockAccess(trx, { tenantId, connectionId });
  const state = await trx
    .selectFrom('access_states')
    .select('source')
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .executeTakeFirstOrThrow();
  return state.source;
}

function sourceOf({ connection_type: type, settings }: Run): string {
  return createHash('sha256')
    .update(canonicalJson(sourceSettings(type, settings)))
    .digest('base64url');
}

/** Documents tell of when they were stored in whole milliseconds: none of before may be taken for a later one. */
async function forget(trx: Transact, place: Place): Promise<void> {
  for (const table of [
    'source_accounts',
    'source_groups',
    'source_memberships',
    'person_links',
    'sync_cursors',
  ] as const) {
    await trx
      .deleteFrom(table)
      .where('tenant_id', '=', place.tenantId)
      .where('connection_id', '=', place.connectionId)
      .execute();
  }
  await sql`
    update access_states set people_read_at = null,
      documents_read_at = null, documents_told_at = null, documents_last_told_at = null, findings = '[]',
      led_elsewhere_at = date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond'
    where tenant_id = ${place.tenantId} and connection_id = ${place.connectionId}::uuid`.execute(
    trx,
  );
  await raiseVersion(trx, place, 'people_version');
  await raiseVersion(trx, place, 'rules_version');
}

/** Hides some of the documents that were stored before the connection was led elsewhere; gives how many. */
async function hideSome(db: Db, place: Place): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const old = sql`tenant_id = ${place.tenantId} and connection_id = ${place.connectionId}::uuid
      and revision <> ${NOT_READ_SINCE} and fetched_at < (select led_elsewhere_at
        from access_states where tenant_id = ${place.tenantId}
          and connection_id = ${place.connectionId}::uuid)`;
    const found = await sql`select from documents where ${old} limit 1`.execute(trx);
    if (found.rows.length === 0) return 0;
    const [ruleId] = await requireRuleIds(trx, place, [{ kind: 'nobody', reason: 'not_read' }]);
    const hidden = await sql`
      update documents set rule_id = ${ruleId}::int, revision = ${NOT_READ_SINCE},
        access_unread_since = null, access_is_stale = false
      where tenant_id = ${place.tenantId} and id in
        (select id from documents where ${old} limit ${HIDDEN_AT_ONCE}::int)
      returning id`.execute(trx);
    return hidden.rows.length;
  });
}

function ledElsewhere(): SourceError {
  return new SourceError('interrupted', 'The connection leads to another source by now');
}
