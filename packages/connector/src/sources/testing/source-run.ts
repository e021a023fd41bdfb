import { convertOnce } from '../../convert/testing.ts';
import { parseEgressAllow } from '../../egress/address-rules.ts';
import { createEgress, type Egress } from '../../egress/egress.ts';
import type { SourceHttp } from '../../egress/source-http.ts';
import type { ReportCheck, VerifyResult } from '../source.ts';
import { sourceConvert } from '../source-convert.ts';

/** How a run differs from what the sample server would have. */
export type RunChange = {
  settings?: object;
  credentials?: object;
  now?: () => Date;
  /** Stands between the driver and the guarded client. */
  through?: (http: SourceHttp) => SourceHttp;
};

export type SourceRun<Context> = {
  context: Context;
  /** Until when the source asked to wait, in order. */
  waits: Date[];
  abort: () => void;
  close: () => Promise<void>;
};

/** A run of any driver against a sample server on loopback, through the real guarded client. */
export function openSourceRun<Context extends { settings: unknown; credentials: unknown }>(
  sample: { settings: object; credentials: object },
  change: RunChange = {},
): SourceRun<Context> {
  const controller = new AbortController();
  const waits: Date[] = [];
  let egress: Egress | undefined;
  const openGuarded = (): SourceHttp => {
    egress = createEgress({
      rules: parseEgressAllow('http://127.0.0.1'),
      requestsPerSecond: 2000,
    });
    return egress.openHttp({
      signal: controller.signal,
      onWaiting: (until) => {
        if (until) waits.push(until);
      },
    });
  };
  // Thousands of runs ask their sample without a network, and need no connections of their own.
  let opened: SourceHttp | undefined;
  const guarded: SourceHttp = {
    send: (request) => {
      opened ??= openGuarded();
      return opened.send(request);
    },
  };
  const context = {
    settings: { ...sample.settings, ...change.settings },
    credentials: change.credentials ?? sample.credentials,
    http: change.through?.(guarded) ?? guarded,
    convert: sourceConvert(convertOnce),
    signal: controller.signal,
    now: change.now ?? (() => new Date()),
  };
  return {
    // A sample knows its own settings and credentials; only its driver knows their types.
    context: context as unknown as Context,
    waits,
    abort: () => controller.abort(new Error('stopped')),
    close: async () => egress?.close(),
  };
}

export type VerifyOutcome = {
  result: VerifyResult | undefined;
  error: unknown;
  reports: Parameters<ReportCheck>[0][];
};

/** A whole verification; what it throws is a part of the outcome. */
export async function verifyToEnd<Context>(
  verify: (context: Context, report: ReportCheck) => Promise<VerifyResult>,
  run: SourceRun<Context>,
): Promise<VerifyOutcome> {
  const reports: VerifyOutcome['reports'] = [];
  try {
    const result = await verify(run.context, (check) => reports.push(check));
    return { result, error: undefined, reports };
  } catch (error) {
    return { result: undefined, error, reports };
  } finally {
    await run.close();
  }
}
