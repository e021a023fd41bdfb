import type { SourceAnswer, SourceHttp } from '../../egress/source-http.ts';
import { inParallel } from '../batches.ts';
import { SourceError } from '../source.ts';
import { createAccessModel, type ReadingOutcome } from './access-model.ts';
import type { AccessFieldProof } from './prove-access-fields.ts';
import {
  createRecordedAnswers,
  keyOf,
  nameOfCall,
  type RecordedAnswer,
} from './recorded-answers.ts';

export type AccessCallProof<Context> = Pick<
  AccessFieldProof<Context>,
  'readAccess' | 'open' | 'documents' | 'people' | 'opens'
> & {
  /** Calls, and what they meet, by which less is known even if they only fail for a while. */
  closes?: readonly RegExp[];
  /** Answers that are usual where there is nothing to tell, so that nothing is said of them. */
  usual?: readonly RegExp[];
};

/** What a call is answered instead. `refused`: the source says no; `failed`: it says nothing. */
const TROUBLES: Record<string, { is: 'refused' | 'failed'; status: number; text: string }> = {
  '401': { is: 'refused', status: 401, text: '{"message":"no"}' },
  '403': { is: 'refused', status: 403, text: '{"message":"no"}' },
  '404': { is: 'refused', status: 404, text: '{"message":"no"}' },
  '500': { is: 'failed', status: 500, text: '{"message":"no"}' },
  'no JSON': { is: 'failed', status: 200, text: '<p>Down for maintenance.</p>' },
  nothing: { is: 'failed', status: 200, text: '{}' },
};

/** Most of them wait before they repeat a call. */
const AT_ONCE = 32;

/**
 * Has every call of a reading meet each trouble, one at a time: after a right reading one with the
 * trouble, and then a right one again. The trouble may let nobody find more, or anybody find less
 * without a word; one that passes may let nobody find less at all; and afterwards all is as it was.
 * @returns breaches in words, and how many cases there were
 */
export async function proveAccessCalls<Context>(
  proof: AccessCallProof<Context>,
): Promise<{ breaches: string[]; cases: number }> {
  const recorded = createRecordedAnswers();
  const right = await readThrice(proof, { first: recorded.through, second: recorded.through });
  if (right.error !== undefined || right.found[0].size === 0) {
    throw new Error(`the sample itself is not read: ${String(right.error)}`);
  }
  const cases = [...new Map(recorded.list.map((one) => [one.key, one])).values()].flatMap((call) =>
    Object.keys(TROUBLES).map((trouble) => ({ call, trouble })),
  );
  const breaches = await inParallel(cases, AT_ONCE, async ({ call, trouble }) => {
    const first = recorded.through;
    const second = (http: SourceHttp) => troubled(recorded.through(http), call, trouble);
    const read = await readThrice(proof, { first, second });
    const about = `${nameOfCall(call.request)} ${trouble}`;
    return breachesOf(read, { right, proof, about, trouble }).map((one) => `${about}: ${one}`);
  });
  return { breaches: breaches.flat(), cases: cases.length };
}

type Found = ReadonlySet<string>;
type Read = Pick<ReadingOutcome, 'error' | 'end' | 'findings'> & {
  /** After each of the readings. */
  found: [Found, Found, Found];
  /** Documents of which it is told, after the second one, why nobody reads them. */
  explained: Found;
};

async function readThrice<Context>(
  { readAccess, open, documents, people }: AccessCallProof<Context>,
  { first, second }: Record<'first' | 'second', (http: SourceHttp) => SourceHttp>,
): Promise<Read> {
  const model = createAccessModel(documents);
  let now = new Date();
  const read = async (through: (http: SourceHttp) => SourceHttp) => {
    const opened = () => {
      const run = open({ through });
      now = (run.context as { now: () => Date }).now();
      return run;
    };
    const outcome = await model.read(readAccess, opened, { people });
    const found = people.flatMap((person) =>
      [...model.foundBy(person, now)].map((id) => `${person.personId} finds ${id}`),
    );
    const closed = [...model.documents].filter(([, { kind }]) => kind === 'nobody');
    return { ...outcome, found: new Set(found), explained: new Set(closed.map(([id]) => id)) };
  };
  const before = await read(first);
  const { error, end, findings, found, explained } = await read(second);
  const after = await read(first);
  return { error, end, findings, explained, found: [before.found, found, after.found] };
}

function troubled(http: SourceHttp, { key }: RecordedAnswer, trouble: string): SourceHttp {
  const { status, text } = TROUBLES[trouble] ?? { status: 500, text: '' };
  return {
    send: async (request) => {
      if (keyOf(request) !== key) return http.send(request);
      const answer: SourceAnswer = await http.send(request);
      return {
        ...answer,
        status,
        body: Buffer.from(text),
        text: () => text,
        json: () => {
          if (text.startsWith('{')) return JSON.parse(text);
          throw new SourceError('upstream_error', 'no JSON');
        },
      };
    },
  };
}

type About<Context> = {
  right: Read;
  proof: AccessCallProof<Context>;
  about: string;
  trouble: string;
};

function breachesOf<Context>(
  read: Read,
  { right, proof, about, trouble }: About<Context>,
): string[] {
  const { error, end, findings } = read;
  const isNamed = (calls: readonly RegExp[] = []) => calls.some((call) => call.test(about));
  if (error !== undefined && !(error instanceof SourceError)) return [`a bug of ours: ${error}`];
  const [before, during, after] = read.found;
  const more = [...during].filter((one) => !before.has(one));
  const less = [...before].filter((one) => !during.has(one));
  const isExplained = less.every((one) => read.explained.has(one.split(' finds ')[1] ?? ''));
  const isTold =
    isExplained ||
    error !== undefined ||
    !end?.people ||
    !end.documents ||
    JSON.stringify(findings) !== JSON.stringify(right.findings);
  const mayClose = TROUBLES[trouble]?.is === 'refused' || isNamed(proof.closes);
  return [
    ...(error !== undefined && !isNamed(proof.opens) ? [`the reading ended: ${error}`] : []),
    ...more,
    ...(less.length > 0 && !isTold && !isNamed(proof.usual)
      ? [`nobody is told why ${less[0]} no more`]
      : []),
    ...(mayClose ? [] : less.map((one) => `no more: ${one}`)),
    ...(after.size === before.size && [...after].every((one) => before.has(one))
      ? []
      : ['afterwards it is not as it was']),
  ];
}
