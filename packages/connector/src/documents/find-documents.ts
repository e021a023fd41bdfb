import type { Db } from '../platform/db/tables.ts';
import type { SearchPlan, Step } from '../search/query/plan-search.ts';
import { isToldByIndex, MOST_RANKED } from './candidates.ts';
import type { Found } from './cursors.ts';
import { type FirstLook, type Looking, lookFirst, widestOf } from './look-first.ts';
import { type Ranking, rankStep } from './rank-step.ts';
import { countMatches, latestHaveEnough, type Sample, sampleReadable, walkFor } from './sample.ts';

/** `count`: how many there are, up to one more than are ranked. */
type Answer = { found: Found[]; count: number };

/**
 * Documents that a search finds, the best first: those with all of its words in the title, then in
 * headings, then anywhere; those in which its last word is only begun; and, when these fill no page,
 * those with most of its words. Within a step by rank, then by freshness.
 */
export async function findDocuments(db: Db, looking: Looking): Promise<Answer> {
  const { sample, few, isProvenMany } = await lookFirst(db, looking);
  if (few !== undefined) return addPartial(db, { ...looking, sample, certain: few });
  const walk = walkFor(sample);
  const latest = walk > 0 ? await findAmongLatest(db, { ...looking, walk }) : undefined;
  return latest ?? findByIndex(db, { ...looking, sample, isProvenMany });
}

/** With so many that hold all words that nobody gets to the rest; undefined when they are not. */
async function findAmongLatest(
  db: Db,
  { walk, ...looking }: Looking & { walk: number },
): Promise<Answer | undefined> {
  const { tenantId, plan, where, limit } = looking;
  const steps = stepper(db, { ...looking, steps: plan.whole });
  const found = [...(await steps.take(0)), ...(await steps.take(1))];
  if (found.length >= limit) {
    const { condition } = plan.whole[2];
    const isMany =
      steps.most() > MOST_RANKED ||
      (await latestHaveEnough(db, { tenantId, walk, where, condition }));
    return isMany ? { found, count: MOST_RANKED + 1 } : undefined;
  }
  found.push(...(await steps.take(2, { walk })));
  return steps.most() > MOST_RANKED ? { found, count: steps.most() } : undefined;
}

/** Of so many that only the index knows how many match. */
async function findByIndex(
  db: Db,
  { isProvenMany, ...looking }: Looking & Omit<FirstLook, 'few'>,
): Promise<Answer> {
  const { plan, where } = looking;
  const widest = widestOf(plan);
  const isMany = isProvenMany && isToldByIndex(widest);
  const count = isMany ? MOST_RANKED + 1 : await countMatches(db, where, widest);
  const certain = [...plan.whole, ...plan.typed];
  const steps = stepper(db, { ...looking, steps: certain });
  const found: Found[] = [];
  for (const index of count === 0 ? [] : certain.keys()) {
    // As long as all of them are ranked, the last of the three finds what the others would.
    if (count <= MOST_RANKED && index < 2) continue;
    const isWithEarlier = count <= MOST_RANKED && index === 2;
    found.push(...(await steps.take(index, { isWithEarlier })));
  }
  return addPartial(db, { ...looking, certain: { found, count: Math.max(count, steps.most()) } });
}

/** Adds documents with most of the words where those with all of them fill no page. */
async function addPartial(
  db: Db,
  { sample: first, certain, ...looking }: Looking & { sample: Sample; certain: Answer },
): Promise<Answer> {
  const { plan, limit } = looking;
  if (certain.count >= limit || plan.partial === undefined) return certain;
  const hasHidden = first.size < first.looked;
  const sample = hasHidden ? await sampleReadable(db, looking) : first;
  const before = [...plan.whole, ...plan.typed];
  const partial = partialSteps(plan, sample);
  const weights = weightsOf(plan.partial?.terms ?? [], sample);
  const steps = stepper(db, {
    ...looking,
    steps: [...before, ...partial],
    limit: limit - certain.found.length,
  });
  const found = [...certain.found];
  for (const at of partial.keys()) {
    found.push(...(await steps.take(before.length + at, { weights })));
  }
  return { found, count: Math.max(certain.count, steps.most()) };
}

/** Takes from one step after the other, as long as the page has room and begins no later. */
function stepper(
  db: Db,
  { limit, after, steps, ...looking }: Looking & { steps: readonly Step[] },
) {
  let room = limit;
  let most = 0;
  return {
    /** The most that one step has found, up to one more than are ranked. */
    most: () => most,
    take: async (
      index: number,
      more: Partial<Pick<Ranking, 'isWithEarlier' | 'walk' | 'weights'>> = {},
    ): Promise<Found[]> => {
      const step = steps[index];
      if (step === undefined || room <= 0 || index < (after?.step ?? 0)) return [];
      const { found, count } = await rankStep(db, step, {
        ...{ ...looking, index, limit: room, walk: 0, weights: [], ...more },
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

function partialSteps({ partial }: SearchPlan, { size, terms }: Sample): Step[] {
  if (partial === undefined) return [];
  const few = partial.terms.flatMap((_, index) =>
    (terms[index] ?? 0) <= Math.max(2, size * FEW) ? [index] : [],
  );
  const last = partial.anyOf(few);
  return last === undefined ? partial.steps : [...partial.steps, last];
}

/** The fewer documents hold a term, the more it says. */
function weightsOf(conditions: readonly string[], { size, terms }: Sample) {
  return conditions.map((condition, index) => ({
    condition,
    weight: Math.log(1 + (size + 1) / ((terms[index] ?? 0) + 0.5)),
  }));
}
