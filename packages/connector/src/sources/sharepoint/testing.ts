import { addressesOf, type SampleSharePoint } from '@rita/sample-sources';
import type { ItemToRead, SourceDocument, SyncCheckpoint } from '../source.ts';
import { createAccessModel, type ModelPerson } from '../testing/access-model.ts';
import { readAgainToEnd } from '../testing/read-again-to-end.ts';
import { openSourceRun, type RunChange, verifyToEnd } from '../testing/source-run.ts';
import { syncToEnd } from '../testing/sync-to-end.ts';
import type { SharePointContext } from './context.ts';
import { readAccess } from './read-access.ts';
import { readAgain } from './read-again.ts';
import { sync } from './sync.ts';
import { verify } from './verify.ts';

/** A run against a sample server through the real guarded client. */
export const openRun = (sample: SampleSharePoint, change: RunChange = {}) =>
  openSourceRun<SharePointContext>(
    { settings: sample.settings, credentials: sample.credentials },
    change,
  );

/** What reading just these items again brings. */
export const runReadAgain = (
  sample: SampleSharePoint,
  items: readonly ItemToRead[],
  change: RunChange = {},
) => readAgainToEnd(readAgain, openRun(sample, change), items);

export const runVerify = (sample: SampleSharePoint, change: RunChange = {}) =>
  verifyToEnd(verify, openRun(sample, change));

/** What a connector would have stored. */
export type Stored = Map<string, SourceDocument>;

/** A whole sync into `stored`, with the rules by which the connector keeps and removes. */
export async function runSync(
  sample: SampleSharePoint,
  change: RunChange & {
    stored?: Stored;
    cursor?: SyncCheckpoint | null;
    checkpoint?: SyncCheckpoint | null;
    stopAfter?: number;
    /** What an interrupted sync had met already. */
    seen?: Set<string>;
  } = {},
) {
  const { stored = new Map(), cursor, checkpoint, stopAfter, seen, ...rest } = change;
  const callsBefore = sample.controls.calls.length;
  const outcome = await syncToEnd(sync, openRun(sample, rest), {
    known: new Map([...stored].map(([id, { revision }]) => [id, revision])),
    cursor: cursor ?? null,
    checkpoint: checkpoint ?? null,
    ...(stopAfter === undefined ? {} : { stopAfter }),
    ...(seen ? { seen } : {}),
  });
  for (const document of outcome.documents) stored.set(document.externalId, document);
  for (const id of outcome.gone) stored.delete(id);
  for (const id of outcome.seen) seen?.add(id);
  return {
    ...outcome,
    stored,
    cursor: outcome.end?.cursor ?? null,
    written: outcome.documents,
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

/** A connector's view of who may open what at a sample, kept up to date by syncs and readings. */
export function createReaders(sample: SampleSharePoint, change: RunChange = {}) {
  const model = createAccessModel();
  const stored: Stored = new Map();
  let cursor: SyncCheckpoint | null = null;
  return {
    model,
    stored,
    /** What a sync of the same tenant brought. */
    take: (outcome: Awaited<ReturnType<typeof runSync>>) => {
      model.applySync(outcome);
      for (const document of outcome.documents) stored.set(document.externalId, document);
    },
    sync: async () => {
      const outcome = await runSync(sample, { ...change, stored, cursor });
      if (outcome.error !== undefined) throw outcome.error;
      cursor = outcome.cursor;
      model.applySync(outcome);
      return outcome;
    },
    read: async (more: { people?: readonly ModelPerson[]; stopBefore?: number } = {}) => {
      const [before, batched] = [sample.controls.calls.length, sample.controls.batched.length];
      const outcome = await model.read(readAccess, () => openRun(sample, change), more);
      return {
        ...outcome,
        calls: sample.controls.calls.slice(before),
        batched: sample.controls.batched.slice(batched),
      };
    },
  };
}

/** Whom the sample knows, each by the one address that they proved. */
export function everybody({ controls }: SampleSharePoint): ModelPerson[] {
  return controls.tenant.directory.users.flatMap((user) =>
    addressesOf(user).map((address) => ({
      personId: `${user.id} ${address}`,
      addresses: [address],
    })),
  );
}
