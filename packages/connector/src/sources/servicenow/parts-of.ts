import { failsAlone } from '../fails-alone.ts';
import type { FailedItem } from '../source.ts';
import { articles } from './articles.ts';
import { toListFailure } from './chosen-bases.ts';
import type { Instance } from './connect.ts';
import type { ServiceNowContext } from './context.ts';
import type { Part } from './part.ts';
import { records } from './records.ts';

export type Parts = {
  parts: Part[];
  /** Tables that are chosen and cannot be read as they are chosen. */
  failed: FailedItem[];
};

/** What is read: the articles, then the chosen tables. */
export async function partsOf(
  { settings, convert }: ServiceNowContext,
  { client, base }: Instance,
): Promise<Parts> {
  const bases = settings.knowledge_bases ?? [];
  const parts = [articles({ client, base, bases, convert })];
  const failed: FailedItem[] = [];
  for (const choice of settings.tables ?? []) {
    try {
      parts.push(await records(client, { base, choice, convert }));
    } catch (error) {
      if (!failsAlone(error)) throw error;
      failed.push(toListFailure(choice.table, choice.table, error));
    }
  }
  return { parts, failed };
}
