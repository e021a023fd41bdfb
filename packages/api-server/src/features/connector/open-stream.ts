import { loadUndici } from '@rita/platform/load-undici';
import type { Log } from '@rita/platform/log';
import { ProblemError } from '../../platform/http/problems.ts';
import { passOnProblem } from './pass-on-problem.ts';
import { readCapped } from './read-capped.ts';

const FIRST_WORD_MS = 30_000;
const MAX_PROBLEM_BYTES = 64 * 1024;

type Asked = {
  address: URL;
  headers: Record<string, string>;
  body: string;
  /** Aborted when nobody reads the answer any more. */
  signal: AbortSignal;
  log: Log;
};

/**
 * Asks a question whose answer is read as it comes, for as long as somebody reads it. Undefined when
 * the connector cannot answer. Throws `ProblemError` for what it says itself.
 */
export async function openStream(asked: Asked): Promise<AsyncIterable<Uint8Array> | undefined> {
  const { address, headers, body, signal, log } = asked;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), FIRST_WORD_MS);
  const action = address.pathname;
  try {
    const { request } = await loadUndici();
    const answer = await request(address, {
      ...{ method: 'POST' as const, headers, body },
      signal: AbortSignal.any([signal, late.signal]),
    });
    const { statusCode: status } = answer;
    if (status === 200) return answer.body;
    const type = [answer.headers['content-type'] ?? []].flat()[0];
    const text = await readCapped(answer.body, MAX_PROBLEM_BYTES);
    passOnProblem({ type, retryAfter: answer.headers['retry-after'], text });
    log.warn({ status, action }, 'connector refused a question');
  } catch (err) {
    if (err instanceof ProblemError) throw err;
    if (!signal.aborted) log.warn({ err, action }, 'connector could not be asked');
  } finally {
    clearTimeout(timer);
  }
  return undefined;
}
