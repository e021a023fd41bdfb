import { randomUUID } from 'node:crypto';
import { silentLog } from '@rita/platform/log';
import { sql } from 'kysely';
import { updateAccess } from '../src/access/document-access.store.ts';
import type { ConversionPool } from '../src/convert/pool.ts';
import { convertHere } from '../src/convert/testing.ts';
import { indexStored } from '../src/documents/index-stored.ts';
import type { Database } from '../src/platform/db/tables.ts';
import type { SourceAccess } from '../src/sources/source-access.ts';

export type GivenDocument = {
  title?: string;
  body?: string;
  url?: string;
  updatedAt?: string;
  author?: string;
  path?: string[];
  access?: SourceAccess;
};

/** The conversions without their threads. */
export const conversionsHere: ConversionPool = { for: () => convertHere, close: async () => {} };

/** Stores documents of one new connection as an older build did, for everybody if not said otherwise. */
export async function insertDocuments(
  { kysely }: Database,
  tenantId: string,
  documents: readonly GivenDocument[],
): Promise<{ connectionId: string; ids: string[] }> {
  const connectionId = randomUUID();
  return kysely.transaction().execute(async (trx) => {
    const rows = documents.map(({ title = '', body = '', url = null, path = [], ...more }, at) => ({
      ...{ external_id: String(at), title, body, url, path, author: more.author ?? null },
      updated_at: more.updatedAt ?? null,
    }));
    const { rows: stored } = await sql<{ id: string; external_id: string }>`
      insert into documents (tenant_id, connection_id, connection_type, external_id, revision,
        title, body, url, path, author, updated_at, fetched_at, listed_at)
      select ${tenantId}, ${connectionId}::uuid, 'confluence', external_id, '1', title, body, url,
        path, author, updated_at, now(), coalesce(updated_at, now())
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (external_id text,
        title text, body text, url text, path jsonb, author text, updated_at timestamptz)
      returning id, external_id`.execute(trx);
    const accesses = documents.map(({ access = { kind: 'public' as const } }, at) => ({
      ...{ externalId: String(at), access },
    }));
    await updateAccess(trx, { tenantId, connectionId }, accesses);
    const byExternalId = new Map(stored.map((row) => [row.external_id, row.id]));
    return { connectionId, ids: documents.map((_, at) => byExternalId.get(String(at)) ?? '') };
  });
}

/** The same, indexed as they are now. */
export async function storeDocuments(
  database: Database,
  tenantId: string,
  documents: readonly GivenDocument[],
): Promise<{ connectionId: string; ids: string[] }> {
  const stored = await insertDocuments(database, tenantId, documents);
  const deps = { database, conversions: conversionsHere, log: silentLog };
  await indexStored(deps, new AbortController().signal);
  return stored;
}
