import { SourceError } from '../source.ts';
import { inIds } from './encoded-query.ts';
import { sweep } from './sweep.ts';
import { cell, type TableClient } from './table-client.ts';

/** A knowledge base that is gone or hidden must not look as if it had been emptied. */
export async function requireBases(
  client: TableClient,
  chosen: readonly string[] | undefined,
): Promise<void> {
  if (!chosen || chosen.length === 0) return;
  const found = new Set<string>();
  const asked = { table: 'kb_knowledge_base', groups: [inIds('sys_id', chosen)], after: '' };
  for await (const { rows } of sweep(client, { ...asked, fields: ['sys_id', 'title'] })) {
    for (const row of rows) found.add(cell(row, 'sys_id'));
  }
  const missing = chosen.filter((id) => !found.has(id));
  if (missing.length === 0) return;
  throw new SourceError(
    'not_found',
    `Knowledge bases that are chosen but not there any more, or hidden from the account: ${missing.slice(0, 10).join(', ')}. Take them out of the selection, or give the account access again.`,
  );
}
