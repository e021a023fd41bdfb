import type { SourceHttp } from '../../egress/source-http.ts';
import { inParallel } from '../batches.ts';
import { SourceError } from '../source.ts';
import { createAccessModel, type ModelPerson, type ReadAccess } from './access-model.ts';
import {
  type FieldChange,
  type FieldPath,
  fieldsOf,
  nameOfField,
  valueAt,
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

export type AccessFieldProof<Context> = {
  readAccess: ReadAccess<Context>;
  open: (change: RunChange) => SourceRun<Context>;
  /** Ids of what is stored. */
  documents: readonly string[];
  people: readonly ModelPerson[];
  /** Fields without which nothing can be known: the reading may fail. */
  opens?: readonly RegExp[];
  /** Fields that only take away, and how they are changed: then the source itself lets in more. */
  narrows?: readonly RegExp[];
  /** Of a field that is met many times only where it is filled first, and last. For large samples. */
  onlyFirstAndLast?: boolean;
};

type Case = { key: string; name: string; path: FieldPath; change: FieldChange };

/** Some of them wait before they repeat a call. */
const AT_ONCE = 32;

/**
 * Spoils every filled value of every right answer, one at a time: missing, null, of another type, a
 * word or an id that nobody has heard of; and makes a whole reading each time. Nobody may find what
 * they do not find by the right answers, and nothing but what opens may end a reading.
 * @returns breaches in words, and how many readings were made
 */
export async function proveAccessFields<Context>(
  proof: AccessFieldProof<Context>,
): Promise<{ breaches: string[]; readings: number }> {
  const recorded = createRecordedAnswers();
  const right = await readOnce(proof, recorded.through);
  if (right.error !== undefined || right.found.size === 0) {
    throw new Error(`the sample itself is not read: ${String(right.error)}`);
  }
  const cases = casesOf(recorded, proof);
  const breaches = await inParallel(cases, AT_ONCE, async (one) => {
    const through = (http: SourceHttp) => changing(recorded.through(http), one);
    const { error, found } = await readOnce(proof, through);
    const about = `${one.name} ${one.change}`;
    if (error !== undefined && !(error instanceof SourceError)) return [`${about}: ${error}`];
    if (error !== undefined && !proof.opens?.some((field) => field.test(one.name))) {
      return [`${about}: the reading ended: ${String(error)}`];
    }
    if (proof.narrows?.some((field) => field.test(about))) return [];
    return [...found].filter((one) => !right.found.has(one)).map((one) => `${about}: ${one}`);
  });
  return { breaches: breaches.flat(), readings: cases.length };
}

async function readOnce<Context>(
  { readAccess, open, documents, people }: AccessFieldProof<Context>,
  through: (http: SourceHttp) => SourceHttp,
): Promise<{ error: unknown; found: Set<string> }> {
  const model = createAccessModel(documents);
  let now = new Date();
  const opened = () => {
    const run = open({ through });
    now = (run.context as { now: () => Date }).now();
    return run;
  };
  const { error } = await model.read(readAccess, opened, { people });
  const found = people.flatMap((person) =>
    [...model.foundBy(person, now)].map((id) => `${person.personId} finds ${id}`),
  );
  return { error, found: new Set(found) };
}

function casesOf({ list }: RecordedAnswers, proof: { onlyFirstAndLast?: boolean }): Case[] {
  const all = list.flatMap(({ key, request, answer }) => {
    const json = jsonOf(answer);
    const call = nameOfCall(request);
    return fieldsOf(json).flatMap((path): Case[] => {
      const value = valueAt(json, path);
      if (value === '') return [];
      const name = `${call} ${nameOfField(path)}`;
      const changes: FieldChange[] = ['null', 'removed', 'odd'];
      if (typeof value === 'string') changes.push('unheard');
      return changes.map((change) => ({ key, name, path, change }));
    });
  });
  // What is read right where it is met first and last is read right in between.
  const isAbsence = ({ change }: Case) => change === 'null' || change === 'removed';
  return proof.onlyFirstAndLast
    ? firstAndLast(all)
    : [...all.filter(isAbsence), ...firstAndLast(all.filter((one) => !isAbsence(one)))];
}

function firstAndLast(cases: readonly Case[]): Case[] {
  return [...Map.groupBy(cases, ({ name, change }) => `${name} ${change}`).values()].flatMap(
    (same) => [...new Set([same[0], same.at(-1)])].filter((one) => one !== undefined),
  );
}

function changing(http: SourceHttp, { key, path, change }: Case): SourceHttp {
  return {
    send: async (request) => {
      const answer = await http.send(request);
      if (keyOf(request) !== key) return answer;
      return answerWith(answer, withChange(jsonOf(answer), path, change));
    },
  };
}
