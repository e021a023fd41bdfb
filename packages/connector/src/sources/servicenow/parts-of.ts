import type { Access } from './access.ts';
import { articles } from './articles.ts';
import type { Instance } from './connect.ts';
import type { ServiceNowContext } from './context.ts';
import type { Part } from './part.ts';
import { records } from './records.ts';

/** What is read: the articles, then the chosen tables. */
export async function partsOf(
  { settings, convert }: ServiceNowContext,
  { client, base }: Instance,
  access: Access,
): Promise<Part[]> {
  const parts = [articles({ base, bases: settings.knowledge_bases ?? [], access, convert })];
  for (const { table, query } of settings.tables ?? []) {
    parts.push(await records(client, { base, table, query: query ?? '', convert }));
  }
  return parts;
}
