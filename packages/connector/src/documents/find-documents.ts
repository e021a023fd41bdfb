import type { RawBuilder } from 'kysely';
import type { Db } from '../platform/db/tables.ts';
import type { SearchPlan, Step } from '../search/query/plan-search.ts';
import { MOST_RANKED } from './candidates.ts';
import type { Found } from './cursors.ts';
import { type Ranking, rankStep } from './rank-step.ts';
import {
  countMatches,
  isWorthWalking,
  latestHaveEnough,
  type Sample,
  takeSample,
} from './sample-documents.ts';

/** `count`: how many there are, up to one more than are ranked. */
type Answer = { found: Found[]; count: number };

type Searching = {
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
 */
export async function findDocuments(db: Db, searching: Searching): Promise<Answer> {
  const { tenantId, plan, where } = searching;
  const conditions = [plan.whole[2].condition, ...(plan.partial?.terms ?? [])];
  const sample = await takeSample(db, { tenantId, where, conditions });
  const latest = isWorthWalking(sample, 0) ? await findAmongLatest(db, searching) : undefined;
  return latest ?? findByIndex(db, searching, sample);
}

/** With so many that hold all words that nobody gets to the rest; undefined when they are not. */
async function findAmongLatest(db: Db, searching: Searching): Promise<Answer | undefined> {
  const { tenantId, plan, where, limit } = searching;
  const steps = stepper(db, { ...searching, steps: plan.whole });
  const found = [...(await steps.take(0)), ...(await steps.take(1))];
  const conditions = [plan.whole[2].condition];
  if (found.length >= limit) {
    const isMany = await latestHaveEnough(db, { tenantId, where, conditions });
    return isMany ? { found, count: MOST_RANKED + 1 } : undefined;
  }
  found.push(...(await steps.take(2, { walks: true })));
  return steps.most() > MOST_RANKED ? { found, count: steps.most() } : undefined;
}

async function findByIndex(db: Db, searching: Searching, sample: Sample): Promise<Answer> {
  const { plan, where, limit } = searching;
  const count = await countMatches(db, where, [plan.whole[2], ...plan.typed.slice(-1)]);
  const partial = count < limit ? partialSteps(plan, sample) : [];
  const weights = weightsOf(plan.partial?.terms ?? [], sample);
  const certain = [...plan.whole, ...plan.typed];
  const steps = stepper(db, { ...searching, steps: [...certain, ...partial] });
  const found: Found[] = [];
  for (const index of [...certain, ...partial].keys()) {
    const isPartial = index >= certain.length;
    if (count === 0 && !isPartial) continue;
    // As long as all of them are ranked, the last of the three finds what the others would.
    if (count <= MOST_RANKED && index < 2) continue;
    const isWithEarlier = count <= MOST_RANKED && index === 2;
    found.push(...(await steps.take(index, { isWithEarlier, ...(isPartial && { weights }) })));
  }
  return { found, count: Math.max(count, steps.most()) };
}

/** Takes from one step after the other, as long as the page has room and begins no later. */
function stepper(
  db: Db,
  { tenantId, where, limit, after, steps }: Searching & { steps: readonly Step[] },
) {
  let room = limit;
  let most = 0;
  return {
    /** The most that one step has found, up to one more than are ranked. */
    most: () => most,
    take: async (
      index: number,
      more: Partial<Pick<Ranking, 'isWithEarlier' | 'walks' | 'weights'>> = {},
    ): Promise<Found[]> => {
      const step = steps[index];
      if (step === undefined || room <= 0 || index < (after?.step ?? 0)) return [];
      const { found, count } = await rankStep(db, step, {
        ...{ index, tenantId, where, limit: room, walks: false, weights: [], ...more },
        before: steps.slice(0, index),
        after: after !== undefined && after.step <= index ? after : undefined,
      });
      room -= found.length;
      most = Math.max(most, count);
      return found;
    },
  };
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
