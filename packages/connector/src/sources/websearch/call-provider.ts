import type { z } from 'zod';
import { pauseFor } from '../../egress/host-pace.ts';
import { shortPauseMs } from '../../egress/retry-after.ts';
import type { SourceAnswer, SourceHttp, SourceRequest } from '../../egress/source-http.ts';
import { SourceError } from '../source.ts';

/** How providers are called: in a verification quickly or not at all, in a sync with patience. */
export type CallMode = {
  retry: 'none' | 'patient';
  signal: AbortSignal;
  /** Milliseconds that one call may take right now. */
  timeoutMs: () => number;
};

export type ProviderCall = (request: SourceRequest) => Promise<SourceAnswer>;

/**
 * @param isFinal tells a refusal that waiting does not mend (a month's quota) from a passing one
 */
export function createProviderCall(
  http: SourceHttp,
  mode: CallMode,
  isFinal: (answer: SourceAnswer) => boolean = () => false,
): ProviderCall {
  return async (request) => {
    const once = { ...request, timeoutMs: mode.timeoutMs() };
    if (mode.retry === 'patient') return http.send({ ...once, retry: 'patient', isFinal });
    const answer = await http.send({ ...once, retry: 'none' });
    const pauseMs = isFinal(answer) ? undefined : shortPauseMs(answer, new Date());
    if (pauseMs === undefined) return answer;
    await pauseFor(pauseMs, mode.signal);
    return http.send({ ...once, timeoutMs: mode.timeoutMs(), retry: 'none' });
  };
}

/** Reads a good answer. Throws `upstream_error` naming the first field that is not as it should be. */
export function parseAnswer<T extends z.ZodType>(
  answer: SourceAnswer,
  schema: T,
  name: string,
): z.output<T> {
  const parsed = schema.safeParse(answer.json());
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new SourceError('upstream_error', `The answer of ${name} was not understood (${where})`);
}
