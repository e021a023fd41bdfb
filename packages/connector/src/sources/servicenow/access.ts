import { createHash } from 'node:crypto';
import type { SourceDocument } from '../source.ts';
import { SourceError } from '../source.ts';
import { sweep } from './sweep.ts';
import { cell, type Row, type TableClient } from './table-client.ts';

type Permissions = SourceDocument['permissions'];

/** User criteria of the knowledge bases, mirrored: only the instance can evaluate them. */
export type Access = {
  /** Who may read an article; null: everybody who may read its knowledge base. */
  permissionsOf: (article: Row) => Permissions;
  /** Changes with the criteria of any knowledge base, which touches no article. */
  fingerprint: string;
};

/** Tables with the criteria of a whole knowledge base. */
const TABLES = { can: 'kb_uc_can_read_mtom', cannot: 'kb_uc_cannot_read_mtom' } as const;

export async function readAccess(client: TableClient): Promise<Access> {
  const can = await criteriaOf(client, TABLES.can);
  const cannot = await criteriaOf(client, TABLES.cannot);
  const text = JSON.stringify([[...can].toSorted(), [...cannot].toSorted()]);
  return {
    permissionsOf: (article) => {
      const base = cell(article, 'kb_knowledge_base');
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

/** By knowledge base; nothing where the account may not read them. */
async function criteriaOf(client: TableClient, table: string): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const fields = ['sys_id', 'kb_knowledge_base', 'user_criteria'];
  try {
    for await (const { rows } of sweep(client, { table, groups: [''], fields, after: '' })) {
      for (const row of rows) {
        const base = cell(row, 'kb_knowledge_base');
        found.set(base, [...(found.get(base) ?? []), cell(row, 'user_criteria')].toSorted());
      }
    }
  } catch (error) {
    const isRefused =
      error instanceof SourceError &&
      (error.code === 'insufficient_permissions' || error.code === 'not_found');
    if (!isRefused) throw error;
  }
  return found;
}
