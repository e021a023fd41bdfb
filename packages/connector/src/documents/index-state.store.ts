import { sql } from 'kysely';
import type { Transact } from '../platform/db/tables.ts';
import { isLanguage, type Language } from '../search/analyze/languages.ts';
import { preferIndexes } from './candidates.ts';
import { ANALYSIS } from './index-documents.ts';

/** Stands for documents whose language is not known. */
const UNKNOWN = '';

/** Remembers which languages a tenant's documents are in. */
export async function insertLanguages(
  trx: Transact,
  tenantId: string,
  documents: readonly { language: Language | null }[],
): Promise<void> {
  const languages = [...new Set(documents.map(({ language }) => language ?? UNKNOWN))].toSorted();
  if (languages.length === 0) return;
  await sql`
    insert into document_languages (tenant_id, language)
    select ${tenantId}, unnest(${languages}::text[]) on conflict do nothing`.execute(trx);
}

export type IndexState = {
  /** What the tenant's documents are in; null stands for languages that are not known. */
  languages: (Language | null)[];
  /** Whether all of them are indexed as they are now. */
  isComplete: boolean;
};

/** What a search has to know first; the transaction prefers indexes from here on. */
export async function beginSearch(trx: Transact, tenantId: string): Promise<IndexState> {
  const { rows } = await sql<{ languages: string[] | null; is_complete: boolean }>`
    select (select array_agg(language) from document_languages where tenant_id = ${tenantId})
      as languages,
      not exists (select from documents where analysis < ${ANALYSIS} and tenant_id = ${tenantId})
      as is_complete, ${preferIndexes}`.execute(trx);
  const [{ languages, is_complete: isComplete } = { languages: null, is_complete: false }] = rows;
  const known = (languages ?? []).map((code) => (isLanguage(code) ? code : null));
  return { languages: isComplete ? known : [...known, null], isComplete };
}
