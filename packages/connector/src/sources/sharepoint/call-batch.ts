import type { z } from 'zod';
import { LONGEST_PAUSE_MS } from '../../egress/egress.ts';
import { pauseFor } from '../../egress/host-pace.ts';
import { backoffMs, readRetryAfter } from '../../egress/retry-after.ts';
import { inChunks } from '../batches.ts';
import { failsAlone } from '../fails-alone.ts';
import { SourceError } from '../source.ts';
import { errorOf } from './answer-errors.ts';
import type { CallMode } from './context.ts';
import { batchResponseSchema, type batchSchema } from './shapes.ts';

export type BatchQuestion = { path: string; headers?: Record<string, string> };

/** What stands in the place of one call's answer; `error` is undefined for a good one. */
export type BatchAnswer = { body: unknown; error: SourceError | undefined };

/** More are refused (learn.microsoft.com/graph/json-batching). */
const MOST_IN_A_BATCH = 20;
/** The answer as a whole is 200 also where none of the questions in it was answered. */
const THROTTLED = new Set([429, 503, 509]);
const MOST_THROTTLED = 6;
const BROKEN = new Set([401, 500, 502, 504]);
/** One odd item must not hold up the others for long. */
const MOST_BROKEN = 2;

type Batch = z.output<typeof batchSchema>;
type Inner = z.output<typeof batchResponseSchema>;

/** @param post sends the body of one batch */
export function createBatch(mode: CallMode, post: (body: unknown) => Promise<Batch>) {
  return async (questions: readonly BatchQuestion[]): Promise<BatchAnswer[]> => {
    const answers: BatchAnswer[] = [];
    for (const chunk of inChunks(questions, MOST_IN_A_BATCH)) {
      answers.push(...(await askAlone(chunk, mode, post)));
    }
    return answers;
  };
}

/** A batch that fails as a whole, which had its repeats, is an error of each question in it. */
async function askAlone(...asked: Parameters<typeof askUntilAnswered>): Promise<BatchAnswer[]> {
  try {
    return await askUntilAnswered(...asked);
  } catch (error) {
    if (!failsAlone(error)) throw error;
    return asked[0].map(() => ({ body: undefined, error }));
  }
}

/** Asks again, and only again, what was not answered for the moment. */
async function askUntilAnswered(
  questions: readonly BatchQuestion[],
  mode: CallMode,
  post: (body: unknown) => Promise<Batch>,
): Promise<BatchAnswer[]> {
  const answered = new Map<number, Inner | undefined>();
  for (let attempt = 0; ; attempt += 1) {
    const open = [...questions.keys()].filter((index) => isOpen(answered.get(index), attempt));
    if (open.length === 0) break;
    if (attempt > 0) await pauseFor(waitMs([...answered.values()], attempt), mode.signal);
    const requests = open.map((index) => ({
      id: String(index),
      method: 'GET',
      url: questions[index]?.path,
      ...(questions[index]?.headers ? { headers: questions[index].headers } : {}),
    }));
    const responses = understood(await post({ requests }));
    for (const index of open) answered.set(index, responses.get(String(index)));
  }
  return questions.map((_, index) => toAnswer(answered.get(index)));
}

function understood({ responses }: Batch): Map<string, Inner> {
  const read = responses.map((one) => batchResponseSchema.safeParse(one).data);
  return new Map(read.flatMap((inner) => (inner ? [[inner.id, inner]] : [])));
}

/** Whether a question is to be asked (again), after so many times. */
function isOpen(inner: Inner | undefined, attempt: number): boolean {
  if (attempt === 0) return true;
  if (inner && THROTTLED.has(inner.status)) return attempt <= MOST_THROTTLED;
  return (inner === undefined || BROKEN.has(inner.status)) && attempt <= MOST_BROKEN;
}

function waitMs(all: readonly (Inner | undefined)[], attempt: number): number {
  const asked = all
    .filter((inner) => inner !== undefined && THROTTLED.has(inner.status))
    .map((inner) => readRetryAfter(headersOf(inner).get('retry-after'), new Date()) ?? 0);
  const wait = Math.max(backoffMs(attempt - 1), ...asked);
  if (wait <= LONGEST_PAUSE_MS) return wait;
  throw new SourceError('rate_limited', 'Microsoft asked us to slow down.');
}

function headersOf(inner: Inner | undefined): Headers {
  const given = Object.entries(inner?.headers ?? {});
  return new Headers(
    given.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

function toAnswer(inner: Inner | undefined): BatchAnswer {
  if (inner === undefined) {
    const words = 'Graph left a question in a batch without an answer.';
    return { body: undefined, error: new SourceError('upstream_error', words) };
  }
  const { status, body } = inner;
  const text = () => JSON.stringify(body ?? null);
  return { body, error: errorOf({ status, headers: headersOf(inner), text }) };
}
