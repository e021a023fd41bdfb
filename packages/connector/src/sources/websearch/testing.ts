import type { SampleWebsearch } from '@rita/sample-sources';
import { parseEgressAllow } from '../../egress/address-rules.ts';
import { createEgress } from '../../egress/egress.ts';
import type { SourceHttp } from '../../egress/source-http.ts';
import type { ReportCheck, SyncCheckpoint, SyncPage } from '../source.ts';
import type { WebsearchContext } from './context.ts';
import { sync } from './sync.ts';
import { verify } from './verify.ts';

type Change = { settings?: object; credentials?: object; now?: Date };

/** A run against the sample server through the real guarded client. */
export function openRun(sample: SampleWebsearch, change: Change = {}) {
  const egress = createEgress({
    rules: parseEgressAllow('http://127.0.0.1'),
    requestsPerSecond: 1000,
  });
  const controller = new AbortController();
  const waits: Date[] = [];
  const guarded = egress.openHttp({
    signal: controller.signal,
    onWaiting: (until) => {
      if (until) waits.push(until);
    },
  });
  const context: WebsearchContext = {
    settings: { ...sample.settings, ...change.settings } as WebsearchContext['settings'],
    credentials: (change.credentials ?? sample.credentials) as { api_key: string },
    http: standIn(guarded, sample.url),
    signal: controller.signal,
    now: () => change.now ?? new Date(),
  };
  return { context, waits, close: () => egress.close() };
}

/** Lets the providers' own hosts and the made-up sites (`*.example`) be answered by the sample. */
function standIn(http: SourceHttp, origin: string): SourceHttp {
  return {
    send: async (request) => {
      const url = new URL(request.url);
      const path = url.pathname + url.search;
      const isSite = url.hostname.endsWith('.example');
      const isProvider = /(^|\.)(brave|tavily)\.com$/.test(url.hostname);
      if (!isSite && !isProvider) return http.send(request);
      const target = isSite ? `${origin}/sites/${url.hostname}${path}` : `${origin}${path}`;
      const answer = await http.send({ ...request, url: target, reach: 'allowed' });
      return { ...answer, url: url.href };
    },
  };
}

export async function runVerify(sample: SampleWebsearch, change: Change = {}) {
  const run = openRun(sample, change);
  const reports: Parameters<ReportCheck>[0][] = [];
  try {
    const result = await verify(run.context, (check) => reports.push(check));
    return { result, error: undefined, reports };
  } catch (error) {
    return { result: undefined, error, reports };
  } finally {
    await run.close();
  }
}

/** A whole sync; `known` is what is stored already, by id. */
export async function runSync(
  sample: SampleWebsearch,
  change: Change & { known?: Map<string, string>; checkpoint?: SyncCheckpoint | null } = {},
) {
  const run = openRun(sample, change);
  const known = change.known ?? new Map<string, string>();
  const pages: SyncPage[] = [];
  const request = {
    checkpoint: change.checkpoint ?? null,
    knownRevision: async (id: string) => known.get(id),
    knownDocuments: async (after: string, limit: number) =>
      [...known.keys()]
        .toSorted()
        .filter((id) => id > after)
        .slice(0, limit)
        .map((externalId) => ({ externalId, revision: known.get(externalId) ?? '' })),
  };
  let error: unknown;
  try {
    for await (const page of sync(run.context, request)) pages.push(page);
  } catch (thrown) {
    error = thrown;
  } finally {
    await run.close();
  }
  const documents = pages.flatMap((page) => page.documents);
  return {
    pages,
    documents,
    unchanged: pages.flatMap((page) => page.unchanged),
    failed: pages.flatMap((page) => page.failed),
    revisions: new Map(documents.map(({ externalId, revision }) => [externalId, revision])),
    error,
    waits: run.waits,
  };
}
