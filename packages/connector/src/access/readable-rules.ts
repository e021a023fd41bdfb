import type { Reading } from '@rita/contracts';
import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Db } from '../platform/db/tables.ts';
import type { AccessRule } from './access-rule.ts';
import { matchPerson } from './match-person.ts';
import { mayRead, type ReaderPrincipals } from './may-read.ts';
import { principalsOf } from './principals-of.ts';
import { listRules } from './rule.store.ts';

/** Finds the rules that let somebody read. */
export type ReadableRules = {
  /** What a rule needs that is too old to be believed lets nobody read. */
  find: (db: Db, tenantId: string, reading: Reading) => Promise<FoundRules>;
};

type FoundRules = {
  /** Of rows of `access_rules`. */
  ruleIds: number[];
  /** When they were found, by the clock of the database. */
  now: Date;
};

type State = {
  connection_id: string;
  rules_version: number;
  people_version: number;
  people_read_at: Date | null;
};

/** So many rules are held in memory at once, of all connections together. */
const MOST_RULES = 200_000;
const MOST_READERS = 10_000;
/** Grants end and lists grow too old by the clock alone: so much later that counts at the latest. */
const KEPT_MS = 30_000;

/**
 * Works out which rules let a reader read, and keeps that for as long as nothing it was worked out
 * from has changed: each change raises a version that is read anew every time.
 *
 * @param staleLimitMs people of a connection that were not read for so long are known nowhere
 */
export function createReadableRules({ staleLimitMs }: { staleLimitMs: number }): ReadableRules {
  const rules = new LRUCache<string, Map<number, AccessRule>>({
    maxSize: MOST_RULES,
    sizeCalculation: (found) => found.size + 1,
  });
  const kept = new LRUCache<string, number[]>({ max: MOST_READERS, ttl: KEPT_MS });

  const rulesOf = async (db: Db, tenantId: string, state: State) => {
    const key = `${tenantId} ${state.connection_id} ${state.rules_version}`;
    const known = rules.get(key);
    if (known !== undefined) return known;
    const found = await listRules(db, { tenantId, connectionId: state.connection_id });
    rules.set(key, found);
    return found;
  };

  const workOut = async (db: Db, tenantId: string, asked: Asked): Promise<number[]> => {
    const { states, reading, now } = asked;
    const oldest = new Date(now.getTime() - staleLimitMs);
    const readers = await readersOf(db, tenantId, { ...asked, oldest });
    const open = new Set(reading.open_connections);
    const ids: number[] = [];
    for (const state of states) {
      const reader = readers.get(state.connection_id) ?? null;
      const isOpen = open.has(state.connection_id);
      for (const [id, rule] of await rulesOf(db, tenantId, state)) {
        if (isOpen || mayRead(rule, reader, now)) ids.push(id);
      }
    }
    return ids;
  };

  return {
    find: async (db, tenantId, reading) => {
      const { states, now } = await listStates(db, tenantId);
      const key = JSON.stringify([tenantId, reading.reader, reading.open_connections, states]);
      const known = kept.get(key);
      if (known !== undefined) return { ruleIds: known, now };
      const ruleIds = await workOut(db, tenantId, { states, reading, now });
      kept.set(key, ruleIds);
      return { ruleIds, now };
    },
  };
}

type Asked = { states: readonly State[]; reading: Reading; now: Date };

/**
 * With the moment by the clock that wrote down when they were read: one of this process that is behind
 * would believe for longer what has grown too old.
 */
async function listStates(db: Db, tenantId: string): Promise<{ states: State[]; now: Date }> {
  const rows = await db
    .selectFrom('access_states')
    .select(['connection_id', 'rules_version', 'people_version', 'people_read_at'])
    .select(sql<Date>`now()`.as('now'))
    .where('tenant_id', '=', tenantId)
    .orderBy('connection_id')
    .execute();
  // Where there is none, there is nothing that anybody may read.
  const now = rows[0]?.now ?? new Date();
  return { states: rows.map(({ now: _, ...state }) => state), now };
}

/** What the reader is at each connection where they are known, and whose people are fresh enough. */
async function readersOf(
  db: Db,
  tenantId: string,
  { states, reading, oldest }: Asked & { oldest: Date },
): Promise<Map<string, ReaderPrincipals>> {
  if (!reading.reader) return new Map();
  const matches = await matchPerson(db, { tenantId, oldest }, reading.reader);
  const accounts = new Map<string, string>();
  for (const { connection_id: id, people_read_at: readAt } of states) {
    const match = matches.get(id);
    const isFresh = readAt !== null && readAt > oldest;
    if (isFresh && match?.kind === 'account') accounts.set(id, match.account_id);
  }
  return principalsOf(db, tenantId, { accounts, oldest });
}
