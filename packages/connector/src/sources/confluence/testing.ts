import {
  SAMPLE_API_TOKEN,
  type SampleConfluence,
  type SampleConfluenceOptions,
  type SampleContent,
  startSampleConfluence,
} from '@rita/sample-sources';
import { convertHere } from '../../convert/testing.ts';
import { parseEgressAllow } from '../../egress/address-rules.ts';
import { createEgress } from '../../egress/egress.ts';
import type { SourceHttp } from '../../egress/source-http.ts';
import type { ReportCheck, SourceDocument, SyncCheckpoint, SyncPage } from '../source.ts';
import { sourceConvert } from '../source-convert.ts';
import type { ConfluenceContext } from './connect.ts';
import { sync } from './sync.ts';
import { verify } from './verify.ts';

/** A run against a sample server through the real guarded client. */
export function openRun(
  sample: SampleConfluence,
  change: {
    settings?: object;
    credentials?: object;
    hosts?: Record<string, string>;
    now?: () => Date;
  } = {},
) {
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
  const context: ConfluenceContext = {
    settings: { url: sample.url, ...sample.settings, ...change.settings },
    credentials: { ...(change.credentials ?? sample.credentials) } as { api_token: string },
    http: change.hosts ? standIn(guarded, change.hosts) : guarded,
    convert: sourceConvert(convertHere),
    signal: controller.signal,
    now: change.now ?? (() => new Date()),
  };
  return {
    context,
    waits,
    abort: () => controller.abort(new Error('stopped')),
    close: () => egress.close(),
  };
}

/** Lets names such as `acme.atlassian.net` be answered by a sample server. */
function standIn(http: SourceHttp, hosts: Record<string, string>): SourceHttp {
  return {
    send: (request) => {
      const url = new URL(request.url);
      const target = hosts[url.origin];
      return http.send({
        ...request,
        url: target ? `${target}${url.pathname}${url.search}` : request.url,
      });
    },
  };
}

export async function runVerify(
  sample: SampleConfluence,
  change: Parameters<typeof openRun>[1] = {},
) {
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

export type SyncOutcome = {
  pages: SyncPage[];
  documents: SourceDocument[];
  unchanged: string[];
  removed: string[];
  failed: SyncPage['failed'];
  end: SyncPage['end'];
  error: unknown;
  waits: Date[];
  calls: string[];
};

/** A whole sync; with `known`, the revisions that are stored already. */
export async function runSync(
  sample: SampleConfluence,
  change: Parameters<typeof openRun>[1] & {
    known?: ReadonlyMap<string, string>;
    checkpoint?: SyncCheckpoint | null;
    cursor?: SyncCheckpoint | null;
  } = {},
): Promise<SyncOutcome> {
  const run = openRun(sample, change);
  const before = sample.controls.calls.length;
  const pages: SyncPage[] = [];
  const known = new Map(change.known);
  const request = {
    checkpoint: change.checkpoint ?? null,
    cursor: change.cursor ?? null,
    knownRevision: async (id: string) => known.get(id),
    knownDocuments: async (after: string, limit: number) =>
      [...known]
        .map(([externalId, revision]) => ({ externalId, revision }))
        .filter(({ externalId }) => externalId > after)
        .toSorted((one, other) => (one.externalId < other.externalId ? -1 : 1))
        .slice(0, limit),
  };
  let error: unknown;
  try {
    for await (const page of sync(run.context, request)) {
      pages.push(page);
      for (const { externalId, revision } of page.documents) known.set(externalId, revision);
    }
  } catch (thrown) {
    error = thrown;
  } finally {
    await run.close();
  }
  return {
    pages,
    documents: pages.flatMap((page) => page.documents),
    unchanged: pages.flatMap((page) => page.unchanged),
    removed: pages.flatMap((page) => page.removed ?? []),
    failed: pages.flatMap((page) => page.failed),
    end: pages.at(-1)?.end,
    error,
    waits: run.waits,
    calls: sample.controls.calls.slice(before),
  };
}

/** What the connector keeps after a sync: revisions of what there is, and the cursor. */
export function kept(outcome: SyncOutcome, before: ReadonlyMap<string, string> = new Map()) {
  const seen = new Set([
    ...outcome.unchanged,
    ...[...outcome.documents, ...outcome.failed].map(({ externalId }) => externalId),
  ]);
  const removed = new Set(outcome.removed);
  const known = new Map(
    [...before, ...revisions(outcome.documents)].filter(
      ([id]) => !removed.has(id) && (!outcome.end?.isComplete || seen.has(id)),
    ),
  );
  return { known, cursor: outcome.end?.cursor ?? null };
}

export const WRONG_TOKEN = { api_token: `not-${SAMPLE_API_TOKEN}` };

export function revisions(documents: readonly SourceDocument[]): Map<string, string> {
  return new Map(documents.map((document) => [document.externalId, document.revision]));
}

/** Sample servers that are closed after each test of the file. */
export function sampleServers() {
  const open: SampleConfluence[] = [];
  return {
    start: async (options: SampleConfluenceOptions = {}): Promise<SampleConfluence> => {
      const sample = await startSampleConfluence(options);
      open.push(sample);
      return sample;
    },
    closeAll: async () => {
      await Promise.all(open.splice(0).map((sample) => sample.close()));
    },
  };
}

export const spaceIdOf = (sample: SampleConfluence, key: string) =>
  sample.controls.site.spaces.find((space) => space.key === key)?.id;

export const contentOf = (sample: SampleConfluence, key: string): SampleContent[] =>
  sample.controls.site.content.filter(
    (item) =>
      item.spaceId === spaceIdOf(sample, key) &&
      item.status === 'current' &&
      item.type !== 'attachment',
  );

export function itemOf(sample: SampleConfluence, title: string): SampleContent {
  const item = sample.controls.site.content.find((candidate) => candidate.title === title);
  if (!item) throw new Error(`no page ${title}`);
  return item;
}

export const idsOf = (outcome: SyncOutcome) =>
  outcome.documents.map(({ externalId }) => externalId);

export const titled = (outcome: SyncOutcome, title: string) =>
  outcome.documents.find((document) => document.title === title);

export const TEA = { settings: { spaces: ['TEA'] } };

type VerifyRun = Awaited<ReturnType<typeof runVerify>>;

export const outcomesOf = ({ reports }: VerifyRun) =>
  Object.fromEntries(reports.map(({ name, outcome }) => [name, outcome]));
