import { MOST_PREVIEW_SAMPLES } from '@rita/contracts';
import { sql } from 'kysely';
import type { Transact } from '../platform/db/tables.ts';
import { type Gone, goneBy } from './remove-gone.ts';

type Placed = { title: string; url: string | null; path: string[] };

/** A few of the documents that a run found to be gone, and how many more stand where. */
export async function listGone(
  trx: Transact,
  gone: Gone,
): Promise<{ examples: Placed[]; others: { path: string[]; count: number }[] }> {
  const condition = goneBy(gone);
  const examples = await sql<Placed & { id: string }>`
    select id, title, url, path from documents where ${condition}
    order by title, id limit ${MOST_PREVIEW_SAMPLES}::int`.execute(trx);
  const named = JSON.stringify(examples.rows.map(({ id }) => id));
  const others = await sql<{ path: string[]; count: number }>`
    select path, count(*)::int as count from documents where (${condition})
      and id not in (select value::uuid from jsonb_array_elements_text(${named}::jsonb))
    group by path`.execute(trx);
  return { examples: examples.rows, others: others.rows };
}
