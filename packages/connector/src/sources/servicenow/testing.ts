import {
  SAMPLE_INSTANCE_USER,
  type SampleInstance,
  type SampleServiceNow,
  sampleRow,
  sampleSysId,
} from '@rita/sample-sources';
import type { SyncCheckpoint } from '../source.ts';
import { openSourceRun, type RunChange, verifyToEnd } from '../testing/source-run.ts';
import { syncToEnd } from '../testing/sync-to-end.ts';
import type { ServiceNowContext } from './context.ts';
import { sync } from './sync.ts';
import { verify } from './verify.ts';

/** A run against a sample server through the real guarded client. */
export const openRun = (sample: SampleServiceNow, change: RunChange = {}) =>
  openSourceRun<ServiceNowContext>(
    {
      settings: { instance_url: sample.url, ...sample.settings },
      credentials: sample.credentials,
    },
    change,
  );

export const runVerify = (sample: SampleServiceNow, change: RunChange = {}) =>
  verifyToEnd(verify, openRun(sample, change));

/** What the connector keeps of a connection between syncs. */
export type Kept = { known: ReadonlyMap<string, string>; cursor: SyncCheckpoint | null };

export type SyncOutcome = Awaited<ReturnType<typeof runSync>>;

/** A whole sync, after another one when `kept` is given. */
export async function runSync(
  sample: SampleServiceNow,
  change: RunChange & { kept?: Kept; checkpoint?: SyncCheckpoint | null } = {},
) {
  const { kept, checkpoint, ...rest } = change;
  const before = sample.controls.calls.length;
  const outcome = await syncToEnd(sync, openRun(sample, rest), {
    ...(kept ?? {}),
    checkpoint: checkpoint ?? null,
  });
  return { ...outcome, calls: sample.controls.calls.slice(before) };
}

const BASE = sampleSysId('base');

/** One knowledge base with this many articles, all of them changed in the same second. */
export function manyArticles(
  count: number,
  /** What some of them say of their readers. */
  access: (index: number) => Record<string, string> = () => ({}),
): SampleInstance {
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
      ownership_group: '',
      ...access(index),
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
