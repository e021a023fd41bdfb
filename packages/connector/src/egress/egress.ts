import { type AtFirstUse, atFirstUse } from '@rita/platform/at-first-use';
import { normalHost, resolveBySystem } from '@rita/platform/guarded-connect';
import { loadUndici } from '@rita/platform/load-undici';
import type { Agent } from 'undici';
import { SourceError } from '../platform/source-error.ts';
import type { EgressRule } from './address-rules.ts';
import { callOnce, followRedirects } from './call-once.ts';
import { portOf } from './check-target.ts';
import { createGuardedConnect, type GuardOptions } from './guarded-connect.ts';
import { createHostPace, type HostPace, pauseFor } from './host-pace.ts';
import { backoffMs, readRetryAfter } from './retry-after.ts';
import type { SourceAnswer, SourceHttp, SourceRequest } from './source-http.ts';
import { isPassingError } from './transport-errors.ts';

/** What one run brings along. */
export type RunHttpOptions = {
  signal: AbortSignal;
  /** Told when a wait begins (until then) and when it is over (null). */
  onWaiting?: (until: Date | null) => void;
};

/** The only way from this process to the sources. */
export type Egress = {
  openHttp: (options: RunHttpOptions) => SourceHttp;
  close: () => Promise<void>;
};

export type EgressOptions = Pick<GuardOptions, 'rules' | 'ca' | 'dial'> &
  Partial<Pick<GuardOptions, 'resolve'>> & { requestsPerSecond?: number };

/** The longest pause that a source may ask for; one that wants more ends the run as `rate_limited`. */
export const LONGEST_PAUSE_MS = 10 * 60_000;
const MOST_PAUSES = 8;
const MOST_REPEATS = 4;
const RETRIED_STATUS = new Set([429, 502, 503, 504]);

export function createEgress(options: EgressOptions): Egress {
  const perSecond = options.requestsPerSecond ?? 50;
  const pace = createHostPace({ perSecond, burst: perSecond });
  // Never forgotten: an open connection may be used again when its name leads elsewhere by then.
  const internal = new Set<string>();
  // undici's plain Agent reads no proxy variables; only its EnvHttpProxyAgent would.
  const openAgent = async (rules: EgressRule[]) => {
    const { Agent, buildConnector } = await loadUndici();
    return new Agent({
      connect: createGuardedConnect(buildConnector, {
        rules,
        resolve: options.resolve ?? resolveBySystem,
        onInternal: (hostAndPort) => internal.add(hostAndPort),
        ...(options.ca === undefined ? {} : { ca: options.ca }),
        ...(options.dial === undefined ? {} : { dial: options.dial }),
      }),
      maxHeaderSize: 64 * 1024,
      connections: 8,
    });
  };
  const { rules } = options;
  const allowed = { agent: atFirstUse(() => openAgent(rules)), rules };
  // Connections are kept open, so the public calls must not share them with the others.
  const publicOnly = { agent: atFirstUse(() => openAgent([])), rules: [] };
  return {
    openHttp: (run) => ({
      send: (request) => {
        const reach = request.reach === 'public' ? publicOnly : allowed;
        return send({ ...reach, internal, pace, run }, request);
      },
    }),
    close: async () => {
      for (const { agent } of [allowed, publicOnly]) {
        // One that could not be opened was told to the run that wanted it.
        const opened = await agent.inUse()?.catch(() => undefined);
        await opened?.destroy();
      }
    },
  };
}

type Sending = {
  agent: AtFirstUse<Agent>;
  pace: HostPace;
  rules: EgressRule[];
  run: RunHttpOptions;
  /** Each `host:port` that was dialled at an address that is not public. */
  internal: ReadonlySet<string>;
};

async function send(sending: Sending, request: SourceRequest): Promise<SourceAnswer> {
  const patient = request.retry === 'patient';
  for (let attempt = 0; ; attempt++) {
    const result = await tryOnce(sending, request);
    const isFinal = !(result instanceof SourceError) && request.isFinal?.(result);
    const waitMs = patient && !isFinal ? waitBeforeRetry(result, attempt) : undefined;
    if (waitMs === undefined) {
      if (result instanceof SourceError) throw result;
      return result;
    }
    await pauseForSource({ sending, request, result, waitMs });
  }
}

async function tryOnce(
  sending: Sending,
  request: SourceRequest,
): Promise<SourceAnswer | SourceError> {
  try {
    return await followRedirects(request, sending.rules, async (step) => {
      const { signal } = sending.run;
      const heedsPauses = request.retry === 'patient';
      await sending.pace.takeTurn({ host: step.url.host, signal, heedsPauses });
      const answer = await callOnce(await sending.agent(), step, signal);
      const { hostname } = step.url;
      const isInternal = sending.internal.has(`${normalHost(hostname)}:${portOf(step.url)}`);
      return { ...answer, isPublic: !isInternal };
    });
  } catch (error) {
    // A run that was stopped is no failure of the source.
    if (sending.run.signal.aborted) throw sending.run.signal.reason;
    if (error instanceof SourceError) return error;
    throw error;
  }
}

/** Milliseconds to wait before the next attempt; undefined when this was the last one. */
function waitBeforeRetry(result: SourceAnswer | SourceError, attempt: number): number | undefined {
  if (result instanceof SourceError) {
    return isPassingError(result) && attempt < MOST_REPEATS ? backoffMs(attempt) : undefined;
  }
  if (!RETRIED_STATUS.has(result.status)) return undefined;
  const asked = readRetryAfter(result.headers.get('retry-after'), new Date());
  if (result.status !== 429) {
    if (attempt >= MOST_REPEATS) return undefined;
    return Math.min(asked ?? backoffMs(attempt), LONGEST_PAUSE_MS);
  }
  if (attempt >= MOST_PAUSES || (asked !== undefined && asked > LONGEST_PAUSE_MS)) {
    throw new SourceError('rate_limited', `${new URL(result.url).host} asked us to slow down`);
  }
  return asked ?? backoffMs(attempt + 1);
}

async function pauseForSource(wait: {
  sending: Sending;
  request: SourceRequest;
  result: SourceAnswer | SourceError;
  waitMs: number;
}): Promise<void> {
  const { sending, result, waitMs } = wait;
  const { run, pace } = sending;
  if (!(result instanceof SourceError) && result.status === 429) {
    pace.pause(new URL(result.url).host, waitMs);
  }
  run.onWaiting?.(new Date(Date.now() + waitMs));
  await pauseFor(waitMs, run.signal);
  run.onWaiting?.(null);
}
