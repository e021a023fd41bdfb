import type { Reading as Asked } from '@rita/contracts';
import { sql } from 'kysely';
import type { Db } from '../platform/db/tables.ts';
import { type Readable, readableDocuments } from './readable-documents.ts';
import { createReadableRules } from './readable-rules.ts';

/** What somebody who asks may read in this moment. Every question for documents goes through it. */
export type Reading = {
  /** What a statement's `readableDocuments` takes. */
  open: (db: Db, asked: Asked & { tenant_id: string }) => Promise<Readable>;
  /** Whether one document is among what they may read. */
  mayRead: (db: Db, asked: Asked & { tenant_id: string; document_id: string }) => Promise<boolean>;
};

/** @param staleLimitMs permissions and people that were read longer ago let nobody in */
export function createReading({ staleLimitMs }: { staleLimitMs: number }): Reading {
  const rules = createReadableRules({ staleLimitMs });
  const open: Reading['open'] = async (db, asked) => {
    const { ruleIds, now } = await rules.find(db, asked.tenant_id, asked);
    const oldest = new Date(now.getTime() - staleLimitMs);
    return { ruleIds, oldest, open: asked.open_connections ?? [] };
  };
  return {
    open,
    mayRead: async (db, asked) => {
      const readable = await open(db, asked);
      const found = await sql`
        select from documents where tenant_id = ${asked.tenant_id}
          and id = ${asked.document_id}::uuid and ${readableDocuments(readable)}`.execute(db);
      return found.rows.length > 0;
    },
  };
}
