import type { SampleSharePoint } from '@rita/sample-sources';
import { convertHere } from '../../convert/testing.ts';
import { parseEgressAllow } from '../../egress/address-rules.ts';
import { createEgress } from '../../egress/egress.ts';
import type {
  ItemToRead,
  ReportCheck,
  SourceDocument,
  SyncCheckpoint,
  SyncPage,
} from '../source.ts';
import { sourceConvert } from '../source-convert.ts';
import type { SharePointContext } from './context.ts';
import { readAgain } from './read-again.ts';
import { sync } from './sync.ts';
import { verify } from './verify.ts';

type Change = { settings?: object; credentials?: object };

/** A run against a sample server through the real guarded client. */
function openRun(sample: SampleSharePoint, change: Change) {
  const egress = createEgress({
    rules: parseEgressAllow('http://127.0.0.1'),
    requestsPerSecond: 1000,
  });
  const controller = new AbortController();
  const context = {
    settings: { ...sample.settings, ...change.settings },
    credentials: change.credentials ?? sample.credentials,
    http: egress.openHttp({ signal: controller.signal }),
    convert: sourceConvert(convertHere),
    signal: controller.signal,
    now: () => new Date(),
  } as unknown as SharePointContext;
  return { context, close: () => egress.close() };
}

/** What reading just these items again brings. */
export async function runReadAgain(
  sample: SampleSharePoint,
  items: readonly ItemToRead[],
  change: Change = {},
) {
  const run = openRun(sample, change);
  try {
    const pages = await Array.fromAsync(readAgain(run.context, items));
    return {
      documents: pages.flatMap(({ documents }) => documents),
      failed: pages.flatMap(({ failed }) => failed),
      removed: pages.flatMap(({ removed = [] }) => removed),
      end: pages.at(-1)?.end,
    };
  } finally {
    await run.close();
  }
}

export async function runVerify(sample: SampleSharePoint, change: Change = {}) {
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

/** What a connector would have stored. */
export type Stored = Map<string, SourceDocument>;

/** A whole sync into `stored`, with the rules by which the connector keeps and removes. */
export async function runSync(
  sample: SampleSharePoint,
  change: Change & {
    stored?: Stored;
    cursor?: SyncCheckpoint | null;
    checkpoint?: SyncCheckpoint | null;
    stopAfter?: number;
    /** What an interrupted sync had met already. */
    seen?: Set<string>;
  } = {},
) {
  const run = openRun(sample, change);
  const stored: Stored = change.stored ?? new Map();
  const pages: SyncPage[] = [];
  const seen = change.seen ?? new Set<string>();
  const removed = new Set<string>();
  const callsBefore = sample.controls.calls.length;
  let error: unknown;
  try {
    const request = {
      checkpoint: change.checkpoint ?? null,
      cursor: change.cursor ?? null,
      knownDocuments: async () => [],
      knownRevision: async (id: string) => stored.get(id)?.revision,
    };
    for await (const page of sync(run.context, request)) {
      pages.push(page);
      for (const id of page.removed ?? []) {
        seen.delete(id);
        removed.add(id);
      }
      for (const document of page.documents) stored.set(document.externalId, document);
      const met = [...page.documents, ...page.failed].map(({ externalId }) => externalId);
      for (const id of [...met, ...page.unchanged]) {
        seen.add(id);
        removed.delete(id);
      }
      if (pages.length === change.stopAfter) break;
    }
  } catch (thrown) {
    error = thrown;
  } finally {
    await run.close();
  }
  const end = pages.at(-1)?.end;
  if (end) {
    for (const id of removed) stored.delete(id);
    if (end.isComplete) for (const id of stored.keys()) if (!seen.has(id)) stored.delete(id);
  }
  return {
    error,
    stored,
    pages,
    end,
    cursor: end?.cursor ?? null,
    checkpoint: pages.at(-1)?.checkpoint ?? null,
    written: pages.flatMap((page) => page.documents),
    failed: pages.flatMap((page) => page.failed),
    calls: sample.controls.calls.slice(callsBefore),
  };
}

export function titled(stored: Stored, title: string): SourceDocument | undefined {
  return [...stored.values()].find((document) => document.title === title);
}

const READABLE = /\.(docx|pptx|xlsx|pdf|csv|md|txt)$/;

/** The sample's files that a sync with its usual settings reads. */
export function readableFiles({ controls }: SampleSharePoint) {
  return controls.tenant.items.filter((item) => !item.isDeleted && READABLE.test(item.name));
}

/** How many documents such a sync ends with: files and site pages. */
export function countReadable(sample: SampleSharePoint): number {
  return readableFiles(sample).length + sample.controls.tenant.pages.length;
}

export function itemNamed({ controls }: SampleSharePoint, name: string) {
  const found = controls.tenant.items.find((item) => item.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}
