import {
  SAMPLE_API_TOKEN,
  type SampleConfluence,
  type SampleConfluenceOptions,
  type SampleContent,
  startSampleConfluence,
} from '@rita/sample-sources';
import type { SourceHttp } from '../../egress/source-http.ts';
import type { SourceDocument } from '../source.ts';
import { openSourceRun, type RunChange, verifyToEnd } from '../testing/source-run.ts';
import { type Stored, syncToEnd } from '../testing/sync-to-end.ts';
import type { ConfluenceContext } from './connect.ts';
import { sync } from './sync.ts';
import { verify } from './verify.ts';

type Change = RunChange & {
  /** Lets names such as `https://acme.atlassian.net` be answered by a sample server. */
  hosts?: Record<string, string>;
};

/** A run against a sample server through the real guarded client. */
export function openRun(sample: SampleConfluence, change: Change = {}) {
  const { hosts, ...rest } = change;
  const settings = { url: sample.url, ...sample.settings };
  return openSourceRun<ConfluenceContext>(
    { settings, credentials: sample.credentials },
    hosts ? { ...rest, through: (http) => standIn(http, hosts) } : rest,
  );
}

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

export const runVerify = (sample: SampleConfluence, change: Change = {}) =>
  verifyToEnd(verify, openRun(sample, change));

export type SyncOutcome = Awaited<ReturnType<typeof runSync>>;

/** A whole sync, of what is stored already. */
export async function runSync(sample: SampleConfluence, change: Change & Stored = {}) {
  const { known, cursor, checkpoint, ...rest } = change;
  const before = sample.controls.calls.length;
  const stored = {
    ...(known ? { known } : {}),
    cursor: cursor ?? null,
    checkpoint: checkpoint ?? null,
  };
  const outcome = await syncToEnd(sync, openRun(sample, rest), stored);
  return { ...outcome, calls: sample.controls.calls.slice(before) };
}

/** What the connector keeps after a sync: revisions of what there is, and the cursor. */
export const kept = ({ kept: left }: SyncOutcome) => left;

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

/** Everything of the demo lets the integration in; what does not is a restriction. */
const INTEGRATION = ['group:8f6e1c50-0000-4000-8000-000000000007', 'group:integrations'];

/** Whom a document and the pages above it name, innermost first; or why it is nobody's. */
export function restrictionsOf(document: SourceDocument | undefined) {
  const access = document?.access;
  if (access?.kind !== 'rule') return access?.kind === 'nobody' ? access.reason : access;
  return access.layers
    .map((layer) => layer.map(({ principal }) => principal))
    .filter((layer) => !layer.some((principal) => INTEGRATION.includes(principal)));
}

export const TEA = { settings: { spaces: ['TEA'] } };

type VerifyRun = Awaited<ReturnType<typeof runVerify>>;

export const outcomesOf = ({ reports }: VerifyRun) =>
  Object.fromEntries(reports.map(({ name, outcome }) => [name, outcome]));
