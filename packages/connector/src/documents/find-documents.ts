import type { RawBuilder } from 'kysely';
import type { Db } from '../platform/db/tables.ts';
import type { SearchPlan, Step } from '../search/query/plan-search.ts';
import type { Found } from './cursors.ts';
import { MOST_RANKED } from './latest-documents.ts';
import { rankStep } from './rank-step.ts';
import {
  countMatches,
  isWorthWalking,
  latestHaveEnough,
  type Sample,
  takeSample,
} from './sample-documents.ts';

export type Searching = {
  tenantId: string;
  plan: SearchPlan;
  /** What the reader may read, of the tenant; it stands in every `where`. */
  where: RawBuilder<unknown>;
  limit: number;
  after: Found | undefined;
};

/**
 * Documents that a search finds, the best first: those with all of its words in the title, then in
 * headings, then anywhere; those in which its last word is only begun; and, when these fill no page,
 * those with most of its words. Within a step by rank, then by freshness.
 *
 * @returns also how many there are, up to one more than are ranked
 */
export async function findDocuments(
  db: Db,
  { tenantId, plan, where, limit, after }: Searching,
): Promise<{ found: Found[]; count: number }> {
  const [, , anywhere] = plan.whole;
  const terms = plan.partial?.terms ?? [];
  const sample = await takeSample(db, {
    tenantId,
    where,
    conditions: [anywhere.condition, ...terms],
  });
  const asked = { tenantId, where, conditions: [anywhere.condition] };
  // With so many that hold all words, nobody gets to those that hold less.
  const walks = isWorthWalking(sample, 0) && (await latestHaveEnough(db, asked));
  const all = [anywhere, ...plan.typed.slice(-1)].map(({ condition }) => condition);
  const full = walks ? MOST_RANKED + 1 : await countMatches(db, { ...asked, conditions: all });
  const partial = full < limit ? partialSteps(plan, sample) : [];
  const steps = [...plan.whole, ...plan.typed, ...partial];
  const wide = [...all, ...partial.map(({ condition }) => condition)];
  const count =
    partial.length === 0 ? full : await countMatches(db, { ...asked, conditions: wide });
  const found: Found[] = [];
  for (const [index, step] of steps.entries()) {
    if (index < (after?.step ?? 0) || found.length >= limit || count === 0) continue;
    found.push(
      ...(await rankStep(db, step, {
        ...{ index, tenantId, where, limit: limit - found.length },
        before: steps.slice(0, index),
        after: after?.step === index ? after : undefined,
        walks: walks && step === anywhere,
        weights: partial.includes(step) ? weightsOf(terms, sample) : [],
      })),
    );
  }
  return { found, count };
}

/** A term that stands in more of the documents says too little to be the only one found. */
const FEW = 0.03;

function partialSteps({ partial }: SearchPlan, { size, counts }: Sample): Step[] {
  if (partial === undefined) return [];
  const few = partial.terms.flatMap((_, index) =>
    (counts[index + 1] ?? 0) <= Math.max(2, size * FEW) ? [index] : [],
  );
  const last = partial.anyOf(few);
  return last === undefined ? partial.steps : [...partial.steps, last];
}

/** The fewer documents hold a term, the more it says. */
function weightsOf(terms: readonly string[], { size, counts }: Sample) {
  return terms.map((condition, index) => ({
    condition,
    weight: Math.log(1 + (size + 1) / ((counts[index + 1] ?? 0) + 0.5)),
  }));
}
