import type { SourceHttp, SourceRequest } from '../../egress/source-http.ts';
import { inParallel } from '../batches.ts';
import { SourceError } from '../source.ts';
import {
  type FieldChange,
  type FieldPath,
  fieldsOf,
  nameOfField,
  withChange,
} from './answer-fields.ts';
import {
  answerWith,
  createRecordedAnswers,
  jsonOf,
  keyOf,
  nameOfCall,
  type RecordedAnswers,
} from './recorded-answers.ts';
import type { RunChange, SourceRun } from './source-run.ts';
import { type Stored, type SyncOf, type SyncOutcome, syncToEnd } from './sync-to-end.ts';
import { isWider } from './widened-access.ts';

export type FieldProof<Context> = {
  driver: { sync: SyncOf<Context> };
  /** Opens a run against a small sample that has some of everything. */
  open: (change: RunChange) => SourceRun<Context>;
  /**
   * Fields that decide: ids, versions, ends, permissions. Matched against `<call> <field>`, as it
   * stands in a breach. Without one of them its item, or the list that it is in, may fail and has
   * to be told of.
   */
  decides?: readonly RegExp[];
  /** For a later sync: what is stored, and where the one before ended. */
  stored?: Stored;
  /** Of all calls only these, matched against their names. */
  calls?: RegExp;
  /** Fields without which nothing can be known: the sync may fail. It still removes nothing. */
  opens?: readonly RegExp[];
};

type Case = { request: SourceRequest; call: string; path: FieldPath; change: FieldChange };

/** Some of them wait before they repeat a call. */
const AT_ONCE = 16;
/** Fields whose values are of a list of words. */
const WORD_FIELD = /(^|\.)(status|state|level|type|operation|scope)$/i;

/**
 * Spoils every field of every right answer, one at a time, once missing, once null and once of
 * another type, and makes a whole sync each time, of documents that are stored in an older revision. Whatever the
 * field is, nothing stored may be removed, and no permission become wider; only the fields named
 * may cost a document or more, which then are listed as failed.
 * @returns breaches in words; empty when the driver keeps to it
 */
export async function proveFields<Context>(proof: FieldProof<Context>): Promise<string[]> {
  const recorded = createRecordedAnswers();
  const right = await syncOnce(proof, recorded.through, proof.stored ?? {});
  if (right.error !== undefined || right.failed.length > 0 || right.documents.length === 0) {
    throw new Error(`the sample itself is not read: ${String(right.error)}`);
  }
  const older = new Map(right.documents.map(({ externalId }) => [externalId, 'older']));
  const stored = proof.stored ?? { known: older };
  const cases = casesOf(recorded).filter(({ call }) => proof.calls?.test(call) ?? true);
  const withoutLimit = createWithoutLimit();
  const breaches = await inParallel(cases, AT_ONCE, async (one) => {
    const through = (http: SourceHttp) => changing(recorded.through(http), one, withoutLimit);
    const outcome = await syncOnce(proof, through, stored);
    const name = `${one.call} ${nameOfField(one.path)}`;
    return breachesOf(outcome, { right, proof, name }).map((it) => `${name} ${one.change}: ${it}`);
  });
  return breaches.flat();
}

function syncOnce<Context>(
  { driver, open }: FieldProof<Context>,
  through: (http: SourceHttp) => SourceHttp,
  stored: Stored,
): Promise<SyncOutcome> {
  return syncToEnd(driver.sync, open({ through }), stored);
}

/**
 * Each field is null where it is met first in an answer of its kind, and missing and of another
 * type where last.
 */
function casesOf({ list }: RecordedAnswers): Case[] {
  const first = new Map<string, Case>();
  const last = new Map<string, Case>();
  const odd = new Map<string, Case>();
  const capital = new Map<string, Case>();
  for (const { request, answer } of list) {
    const call = nameOfCall(request);
    for (const path of fieldsOf(jsonOf(answer))) {
      const name = `${call} ${nameOfField(path)}`;
      if (!first.has(name)) first.set(name, { request, call, path, change: 'null' });
      odd.set(name, { request, call, path, change: 'odd' });
      if (WORD_FIELD.test(nameOfField(path)))
        capital.set(name, { request, call, path, change: 'capital' });
      // An element that is taken out of an array is not there: that is for `proveEnds`.
      if (typeof path.at(-1) === 'string')
        last.set(name, { request, call, path, change: 'removed' });
    }
  }
  return [...first.values(), ...last.values(), ...odd.values(), ...capital.values()];
}

function changing(
  http: SourceHttp,
  { request: changed, path, change }: Case,
  withoutLimit: (request: SourceRequest) => string,
): SourceHttp {
  const page = withoutLimit(changed);
  return {
    send: async (request) => {
      const answer = await http.send(request);
      if (withoutLimit(request) !== page) return answer;
      return answerWith(answer, withChange(jsonOf(answer), path, change));
    },
  };
}

/** Who asks for a smaller part of a list meets the same odd answer. */
function createWithoutLimit() {
  // Hundreds of syncs ask the same questions, and taking an address apart is slow.
  const known = new Map<string, string>();
  return (request: SourceRequest): string => {
    const key = keyOf(request);
    const before = known.get(key);
    if (before !== undefined) return before;
    const url = new URL(request.url);
    for (const name of ['limit', '$top', 'sysparm_limit']) url.searchParams.delete(name);
    const without = keyOf({ ...request, url });
    known.set(key, without);
    return without;
  };
}

function breachesOf<Context>(
  outcome: SyncOutcome,
  about: { right: SyncOutcome; proof: FieldProof<Context>; name: string },
): string[] {
  const { right, proof, name } = about;
  const isNamed = (fields: readonly RegExp[] = []) => fields.some((field) => field.test(name));
  if (outcome.error !== undefined) {
    if (!(outcome.error instanceof SourceError)) return [`a bug of ours: ${outcome.error}`];
    return isNamed(proof.opens) ? [] : [`the sync ended: ${outcome.error.message}`];
  }
  const read = new Set([
    ...outcome.documents.map(({ externalId }) => externalId),
    ...outcome.unchanged,
  ]);
  const missing = right.documents.filter(({ externalId }) => !read.has(externalId));
  const isTold = outcome.failed.length > 0 && outcome.failed.every(({ reason }) => reason !== '');
  const mayFail = isNamed(proof.decides) || isNamed(proof.opens);
  return [
    ...outcome.gone.map((id) => `${id} was removed`),
    ...widened(right, outcome).map((id) => `${id} may be read by more people`),
    ...(missing.length > 0 && !(mayFail && isTold)
      ? [`not read: ${missing.map(({ title }) => title).join(', ')}`]
      : []),
    ...(outcome.failed.length > 0 && !mayFail ? [`failed: ${outcome.failed[0]?.reason}`] : []),
  ];
}

/** Documents that more people may read than the right answers say. */
function widened(right: SyncOutcome, outcome: SyncOutcome): string[] {
  const before = new Map(right.documents.map(({ externalId, access }) => [externalId, access]));
  return outcome.documents
    .filter(({ externalId, access }) => {
      const known = before.get(externalId);
      return known !== undefined && isWider(known, access);
    })
    .map(({ externalId }) => externalId);
}
