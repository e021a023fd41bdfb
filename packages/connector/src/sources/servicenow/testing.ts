import {
  SAMPLE_INSTANCE_USER,
  type SampleInstance,
  type SampleServiceNow,
  sampleRow,
  sampleSysId,
} from '@rita/sample-sources';
import { convertHere } from '../../convert/testing.ts';
import { parseEgressAllow } from '../../egress/address-rules.ts';
import { createEgress } from '../../egress/egress.ts';
import type { ReportCheck, SourceDocument, SyncCheckpoint, SyncPage } from '../source.ts';
import { sourceConvert } from '../source-convert.ts';
import type { ServiceNowContext } from './context.ts';
import { sync } from './sync.ts';
import { verify } from './verify.ts';

type Change = { settings?: object; credentials?: object; now?: () => Date };

/** A run against a sample server through the real guarded client. */
export function openRun(sample: SampleServiceNow, change: Change = {}) {
  const egress = createEgress({
    rules: parseEgressAllow(`http://${new URL(sample.url).host}`),
    requestsPerSecond: 2000,
  });
  const controller = new AbortController();
  const waits: Date[] = [];
  const context: ServiceNowContext = {
    settings: { instance_url: sample.url, ...sample.settings, ...change.settings },
    credentials: (change.credentials ?? sample.credentials) as { password: string },
    http: egress.openHttp({
      signal: controller.signal,
      onWaiting: (until) => {
        if (until) waits.push(until);
      },
    }),
    convert: sourceConvert(convertHere),
    signal: controller.signal,
    now: change.now ?? (() => new Date()),
  };
  return { context, waits, close: () => egress.close() };
}

export async function runVerify(sample: SampleServiceNow, change: Change = {}) {
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

/** What the connector keeps of a connection between syncs. */
export type Kept = { revisions: Map<string, string>; cursor: SyncCheckpoint | null };

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
  kept: Kept;
};

/** A whole sync, after another one when `kept` is given. */
export async function runSync(
  sample: SampleServiceNow,
  change: Change & { kept?: Kept; checkpoint?: SyncCheckpoint | null } = {},
): Promise<SyncOutcome> {
  const run = openRun(sample, change);
  const before = sample.controls.calls.length;
  const pages: SyncPage[] = [];
  const revisions = new Map(change.kept?.revisions);
  let error: unknown;
  try {
    for await (const page of sync(run.context, {
      checkpoint: change.checkpoint ?? null,
      cursor: change.kept?.cursor ?? null,
      knownDocuments: async () => [],
      knownRevision: async (id) => revisions.get(id),
    })) {
      pages.push(JSON.parse(JSON.stringify(page), reviveDate));
      for (const document of page.documents) revisions.set(document.externalId, document.revision);
    }
  } catch (thrown) {
    error = thrown;
  } finally {
    await run.close();
  }
  const end = pages.at(-1)?.end;
  return {
    pages,
    documents: pages.flatMap((page) => page.documents),
    unchanged: pages.flatMap((page) => page.unchanged),
    removed: pages.flatMap((page) => page.removed ?? []),
    failed: pages.flatMap((page) => page.failed),
    end,
    error,
    waits: run.waits,
    calls: sample.controls.calls.slice(before),
    kept: { revisions, cursor: end?.cursor ?? null },
  };
}

function reviveDate(key: string, value: unknown): unknown {
  return (key === 'createdAt' || key === 'updatedAt') && typeof value === 'string'
    ? new Date(value)
    : value;
}

const BASE = sampleSysId('base');

/** One knowledge base with this many articles, all of them changed in the same second. */
export function manyArticles(count: number): SampleInstance {
  const articles = Array.from({ length: count }, (_, index) =>
    sampleRow(`many ${index}`, 0, {
      number: `KB${index}`,
      short_description: `Article ${index}`,
      text: `<p>Text ${index}</p>`,
      wiki: '',
      article_type: 'text',
      workflow_state: 'published',
      latest: '',
      kb_knowledge_base: BASE,
      kb_category: '',
      author: '',
      roles: '',
      can_read_user_criteria: '',
      cannot_read_user_criteria: '',
    }),
  );
  return {
    tables: {
      kb_knowledge_base: [
        { ...sampleRow('base', 0, { title: 'Big', active: 'true' }), sys_id: BASE },
      ],
      kb_knowledge: articles,
      kb_category: [],
      sys_user: [sampleRow('account', 0, { user_name: SAMPLE_INSTANCE_USER, time_zone: 'GMT' })],
      kb_uc_can_read_mtom: [],
      kb_uc_cannot_read_mtom: [],
    },
  };
}
