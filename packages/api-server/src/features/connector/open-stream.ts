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
    const response = await fetch(address, {
      ...{ method: 'POST', headers, body, redirect: 'manual' },
      signal: AbortSignal.any([signal, late.signal]),
    });
    if (response.ok && response.body !== null) return response.body;
    passOnProblem(response, await readCapped(response, MAX_PROBLEM_BYTES));
    log.warn({ status: response.status, action }, 'connector refused a question');
  } catch (err) {
    if (err instanceof ProblemError) throw err;
    if (!signal.aborted) log.warn({ err, action }, 'connector could not be asked');
  } finally {
    clearTimeout(timer);
  }
  return undefined;
}
