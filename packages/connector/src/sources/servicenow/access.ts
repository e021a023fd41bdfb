import { createHash } from 'node:crypto';
import { failsAlone } from '../fails-alone.ts';
import type { SourceDocument, SourceError } from '../source.ts';
import { sweep } from './sweep.ts';
import { cell, isGiven, type Row, type TableClient } from './table-client.ts';

type Permissions = SourceDocument['permissions'];

/** User criteria of the knowledge bases, mirrored: only the instance can evaluate them. */
export type Access = {
  /** Who may read an article; null: everybody who may read its knowledge base. */
  permissionsOf: (article: Row) => Permissions;
  /** Why the criteria of knowledge bases are not known; then nobody is named. */
  lack: SourceError | undefined;
  /** Changes with the criteria of any knowledge base, which touches no article. */
  fingerprint: string;
};

/** Tables with the criteria of a whole knowledge base. */
const TABLES = { can: 'kb_uc_can_read_mtom', cannot: 'kb_uc_cannot_read_mtom' } as const;

/** Who that is cannot be known: that hides too much rather than too little. */
const NOBODY = { users: [], groups: [] };
const OWN_FIELDS = ['roles', 'can_read_user_criteria', 'cannot_read_user_criteria'];

export async function readAccess(client: TableClient): Promise<Access> {
  const { byBase: can, ...allowing } = await criteriaOf(client, TABLES.can);
  const { byBase: cannot, ...denying } = await criteriaOf(client, TABLES.cannot);
  const lack = allowing.lack ?? denying.lack;
  const odd = new Set([...allowing.odd, ...denying.odd]);
  const text = JSON.stringify([[...can].toSorted(), [...cannot].toSorted(), [...odd], lack?.code]);
  return {
    lack,
    permissionsOf: (article) => {
      const base = cell(article, 'kb_knowledge_base');
      const isKnown = OWN_FIELDS.every((field) => isGiven(article, field)) && base !== '';
      if (!isKnown || lack || odd.has(base) || odd.has('')) return NOBODY;
      const own = idsOf(article, 'can_read_user_criteria');
      const allowed = own.length > 0 ? own : (can.get(base) ?? []);
      const denied = [...idsOf(article, 'cannot_read_user_criteria'), ...(cannot.get(base) ?? [])];
      const roles = cell(article, 'roles')
        .split(',')
        .filter((role) => role !== '');
      const groups = [
        ...roles.map((role) => `role:${role}`),
        ...allowed.map((id) => `criteria:${id}`),
        ...denied.map((id) => `not criteria:${id}`),
      ];
      return groups.length > 0 ? { users: [], groups: groups.toSorted() } : null;
    },
    fingerprint: createHash('sha256').update(text).digest('base64url'),
  };
}

function idsOf(row: Row, field: string): string[] {
  return cell(row, field)
    .split(',')
    .filter((id) => id !== '');
}

type Criteria = {
  byBase: Map<string, string[]>;
  /** Bases with a row that lacks its criteria; empty text: a row that lacks its base. */
  odd: Set<string>;
  lack: SourceError | undefined;
};

/** By knowledge base; nothing where the account may not read them. */
async function criteriaOf(client: TableClient, table: string): Promise<Criteria> {
  const found: Criteria = { byBase: new Map(), odd: new Set(), lack: undefined };
  const fields = ['sys_id', 'kb_knowledge_base', 'user_criteria'];
  try {
    const asked = { table, groups: [''], fields, after: '' };
    for await (const { rows, unreadable } of sweep(client, asked)) {
      if (unreadable) found.odd.add('');
      for (const row of rows) addCriteria(found, row);
    }
  } catch (error) {
    if (!failsAlone(error)) throw error;
    const isRefused = error.code === 'insufficient_permissions' || error.code === 'not_found';
    if (!isRefused) found.lack = error;
  }
  return found;
}

function addCriteria({ byBase, odd }: Criteria, row: Row): void {
  const base = cell(row, 'kb_knowledge_base');
  const criteria = cell(row, 'user_criteria');
  if (base === '' || criteria === '') odd.add(base);
  byBase.set(base, [...(byBase.get(base) ?? []), criteria].toSorted());
}
