import type { AccessExplanation, ExplainRequest, PersonMatch } from '@rita/contracts';
import { sql } from 'kysely';
import type { Db } from '../platform/db/tables.ts';
import { type AccessRule, accessRuleSchema, type StoredGrant } from './access-rule.ts';
import { matchPerson } from './match-person.ts';
import { isMet, mayRead, type ReaderPrincipals } from './may-read.ts';
import { principalsOf } from './principals-of.ts';

const MOST_NAMED = 20;

type Row = {
  connection_id: string;
  rule: unknown;
  access_unread_since: Date | null;
  people_read_at: Date | null;
  documents_read_at: Date | null;
  now: Date;
};

/**
 * Says who may read a document of the tenant and, when a person is asked about, whether they may
 * and which layer stands in their way. Undefined: there is no such document.
 */
export async function explainAccess(
  db: Db,
  request: Pick<ExplainRequest, 'tenant_id' | 'document_id' | 'about' | 'open_connections'>,
  { staleLimitMs }: { staleLimitMs: number },
): Promise<AccessExplanation | undefined> {
  const row = await findRow(db, request);
  if (row === undefined) return undefined;
  const rule = accessRuleSchema.parse(row.rule);
  const { now } = row;
  const oldest = new Date(now.getTime() - staleLimitMs);
  const place = { tenantId: request.tenant_id, connectionId: row.connection_id, oldest };
  const isOpen = request.open_connections?.includes(row.connection_id) ?? false;
  const person = request.about && (await readPerson(db, request.about, place));
  const isStale = isTooOld(row, rule, oldest);
  const mayOpen = isOpen || (!isStale && mayRead(rule, person?.principals ?? null, now));
  return {
    kind: isOpen ? 'everyone' : rule.kind,
    reason: !isOpen && rule.kind === 'nobody' ? rule.reason : null,
    ...(await explainRule(db, rule, { ...place, now, reader: person?.principals })),
    documents_read_at: row.documents_read_at?.toISOString() ?? null,
    people_read_at: row.people_read_at?.toISOString() ?? null,
    is_stale: !isOpen && isStale,
    person: person ? { match: person.match, may_read: mayOpen } : null,
  };
}

async function findRow(
  db: Db,
  { tenant_id, document_id }: Pick<ExplainRequest, 'tenant_id' | 'document_id'>,
): Promise<Row | undefined> {
  const found = await sql<Row>`
    select documents.connection_id, rule.rule, documents.access_unread_since,
      state.people_read_at, state.documents_read_at, now() as now
    from documents join access_rules rule on rule.id = documents.rule_id
    left join access_states state on state.tenant_id = documents.tenant_id
      and state.connection_id = documents.connection_id
    where documents.tenant_id = ${tenant_id} and documents.id = ${document_id}::uuid`.execute(db);
  return found.rows[0];
}

type Place = { tenantId: string; connectionId: string; oldest: Date };
type Person = { match: PersonMatch; principals: ReaderPrincipals | null };

async function readPerson(
  db: Db,
  about: NonNullable<ExplainRequest['about']>,
  { tenantId, connectionId, oldest }: Place,
): Promise<Person> {
  const matches = await matchPerson(db, { tenantId, oldest }, about);
  const match = matches.get(connectionId) ?? { kind: 'none' as const };
  if (match.kind !== 'account') return { match, principals: null };
  const accounts = new Map([[connectionId, match.account_id]]);
  const principals = await principalsOf(db, tenantId, { accounts, oldest });
  return { match, principals: principals.get(connectionId) ?? null };
}

/** Whether what decides was read too long ago; what is public does not depend on people. */
function isTooOld(row: Row, rule: AccessRule, oldest: Date): boolean {
  if (row.access_unread_since !== null && row.access_unread_since <= oldest) return true;
  if (rule.kind === 'public' || rule.kind === 'nobody') return false;
  return row.people_read_at === null || row.people_read_at <= oldest;
}

type Explaining = Place & { now: Date; reader: ReaderPrincipals | null | undefined };

async function explainRule(
  db: Db,
  rule: AccessRule,
  explaining: Explaining,
): Promise<Pick<AccessExplanation, 'layers' | 'denied'>> {
  if (rule.kind !== 'rule') return { layers: [], denied: null };
  const denied = rule.deny.principals.map((principal): StoredGrant => [principal]);
  const shown = [...rule.layers, denied].flatMap((layer) => [
    ...layer.slice(0, MOST_NAMED),
    ...layer.filter(([principal]) => explaining.reader?.has(principal)),
  ]);
  const names = await findNames(db, explaining, [...new Set(shown.map(([one]) => one))]);
  const named = ([principal]: StoredGrant) => ({ principal, name: names.get(principal) ?? null });
  const explain = (layer: readonly StoredGrant[]) => {
    const { reader, now } = explaining;
    const meeting = layer.find((grant) => reader && isMet([grant], reader, now));
    return {
      named: layer.slice(0, MOST_NAMED).map(named),
      more: Math.max(0, layer.length - MOST_NAMED),
      ...(reader === undefined ? {} : { met_by: meeting ? named(meeting) : null }),
    };
  };
  return {
    layers: rule.layers.map(explain),
    denied: denied.length > 0 || !rule.deny.isComplete ? explain(denied) : null,
  };
}

/** Addresses of people are for owners, who ask about somebody; readers are told names alone. */
async function findNames(
  db: Db,
  { tenantId, connectionId, reader }: Explaining,
  principals: readonly string[],
): Promise<Map<string, string>> {
  const shown = reader === undefined ? sql`name` : sql`coalesce(name, address)`;
  const found = await sql<{ principal: string; name: string }>`
    select group_id as principal, name from source_groups
    where tenant_id = ${tenantId} and connection_id = ${connectionId}::uuid and name is not null
      and group_id = any(${[...principals]}::text[])
    union all
    select 'user:' || account_id, ${shown} from source_accounts
    where tenant_id = ${tenantId} and connection_id = ${connectionId}::uuid
      and ${shown} is not null
      and 'user:' || account_id = any(${[...principals]}::text[])`.execute(db);
  return new Map(found.rows.map((row) => [row.principal, row.name]));
}
