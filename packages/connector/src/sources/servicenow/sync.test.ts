import {
  demoInstance,
  PEOPLE,
  SAMPLE_CLIENT_ID,
  SAMPLE_CLIENT_SECRET,
  type SampleInstance,
  type SampleRow,
  type SampleServiceNow,
  type SampleServiceNowOptions,
  sampleSysId,
  signedInAs,
  startSampleServiceNow,
} from '@rita/sample-sources';
import { afterEach, describe, expect, it } from 'vitest';
import { createAccessModel } from '../testing/access-model.ts';
import { readHere } from './test-reading.ts';
import { manyArticles, runSync, type SyncOutcome } from './testing.ts';

const open: SampleServiceNow[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((sample) => sample.close()));
});

async function start(options: SampleServiceNowOptions = {}): Promise<SampleServiceNow> {
  const sample = await startSampleServiceNow(options);
  open.push(sample);
  return sample;
}

const articlesOf = (sample: SampleServiceNow): SampleRow[] =>
  sample.controls.instance.tables.kb_knowledge ?? [];
const byTitle = (outcome: SyncOutcome, title: string) =>
  outcome.documents.find((document) => document.title === title);
const MANY = { content: manyArticles(1234) };

describe('a first sync', () => {
  it('reads every published article that is visible, once, and no other', async () => {
    const sample = await start();
    const outcome = await runSync(sample);
    expect(outcome.error).toBeUndefined();
    const { hiddenIds } = sample.controls.switches;
    const old = sampleSysId('base OLD');
    const expected = articlesOf(sample)
      .filter((row) => row.workflow_state === 'published' && row.kb_knowledge_base !== old)
      .filter((row) => !hiddenIds.has(row.sys_id))
      .map((row) => `kb_knowledge:${row.sys_id}`);
    expect(expected.length).toBeGreaterThan(120);
    expect(outcome.documents.map(({ externalId }) => externalId).toSorted()).toEqual(
      expected.toSorted(),
    );
    expect(outcome.end?.isComplete).toBe(true);
    expect(outcome.pages[0]).toMatchObject({ phase: 'Knowledge articles' });
  });

  it('tells author, dates in UTC, path, original and who may read', async () => {
    const zone = { name: 'Europe/Amsterdam', offsetMinutes: 120 };
    const sample = await start({ switches: { zone } });
    const document = byTitle(await runSync(sample), 'Do I lose vacation?');
    const row = articlesOf(sample).find((one) => one.short_description === document?.title);
    expect(document).toMatchObject({
      url: `${sample.url}/kb_view.do?sys_kb_id=${row?.sys_id}`,
      path: ['People Service Desk', 'Rules'],
      updatedAt: new Date(`${row?.sys_updated_on?.replace(' ', 'T')}Z`),
    });
    const base = sampleSysId('base HR');
    const reads = (...principals: string[]) => principals.map((principal) => ({ principal }));
    expect(document?.access).toEqual({
      kind: 'rule',
      layers: [
        reads(`readers:${base}`, `privileged:${base}`),
        reads(`criteria:${sampleSysId('criteria people team')}`, `regardless:${base}`),
      ],
    });
    expect(document?.author).toMatch(/\w+ \w+/);
    const cookie = signedInAs(sampleSysId(PEOPLE[4].accountId));
    const page = await fetch(String(document?.url), { headers: { cookie } });
    expect(await page.text()).toContain('Do I lose vacation?');
  });

  it('turns HTML and wiki articles into Markdown', async () => {
    const outcome = await runSync(await start());
    const setUp = byTitle(outcome, 'Set up Miro on a phone or a second computer');
    expect(setUp?.body).toContain('1. Install the Company Portal');
    expect(setUp?.body).toContain('```\ncompany-portal install "miro"\ncompany-portal status\n```');
    const wiki = byTitle(outcome, 'Network drives on Linux')?.body;
    expect(wiki).toContain('## Mount');
    expect(wiki).toContain('**cifs**');
    expect(wiki).toContain('- install *cifs-utils*\n- run the command');
    expect(wiki).toContain('mount -t cifs //files');
    expect(wiki).toContain('[the Linux page](https://intranet.northwind-tea.example/linux)');
  });

  it('reads only the chosen knowledge bases, and says which of them is gone', async () => {
    const sample = await start();
    const chosen = sampleSysId('base HR');
    const outcome = await runSync(sample, { settings: { knowledge_bases: [chosen] } });
    expect(new Set(outcome.documents.map(({ path }) => path[0]))).toEqual(
      new Set(['People Service Desk']),
    );
    const gone = sampleSysId('base LEGAL');
    const settings = { knowledge_bases: [chosen, gone] };
    const without = await runSync(sample, { settings });
    expect(without.error).toBeUndefined();
    expect(without.failed).toMatchObject([
      { externalId: `base/${gone}`, code: 'not_found', reason: expect.stringContaining(gone) },
    ]);
    expect(without.documents).toHaveLength(outcome.documents.length);
    expect(without.end).toMatchObject({ isComplete: false });
  });

  it('works with an OAuth client, also when the token runs out on the way', async () => {
    const sample = await start({ switches: { tokenCalls: 3 } });
    const credentials = { client_id: SAMPLE_CLIENT_ID, client_secret: SAMPLE_CLIENT_SECRET };
    const outcome = await runSync(sample, { credentials });
    expect(outcome.error).toBeUndefined();
    expect(outcome.documents.length).toBeGreaterThan(120);
    expect(outcome.calls.filter((call) => call.includes('oauth_token.do')).length).toBeGreaterThan(
      1,
    );
  });
});

describe('the next sync', () => {
  it('asks only for changes: edited, new and retired articles', async () => {
    const sample = await start();
    const first = await runSync(sample);
    const [edited, retired] = articlesOf(sample);
    if (!edited || !retired) throw new Error('no articles');
    sample.controls.edit('kb_knowledge', retired.sys_id, { workflow_state: 'retired' });
    sample.controls.edit('kb_knowledge', edited.sys_id, { text: '<p>New text</p>' });
    articlesOf(sample).push({ ...edited, sys_id: sampleSysId('new'), short_description: 'New' });
    const second = await runSync(sample, { kept: first.kept });
    expect(second.documents.map(({ title }) => title).toSorted()).toEqual(
      [edited.short_description, 'New'].toSorted(),
    );
    expect(second.removed).toContain(`kb_knowledge:${retired.sys_id}`);
    expect(second.end?.isComplete).toBe(false);
    expect(second.end?.cursor).not.toBeNull();
  });

  it('lists everything when there are fewer articles than before, or a day went by', async () => {
    const sample = await start();
    const first = await runSync(sample);
    const kept = first.kept;
    expect((await runSync(sample, { kept })).end?.isComplete).toBe(false);
    const later = () => new Date(Date.now() + 25 * 3600 * 1000);
    expect((await runSync(sample, { kept, now: later })).end?.isComplete).toBe(true);

    sample.controls.remove('kb_knowledge', articlesOf(sample)[0]?.sys_id ?? '');
    const afterDelete = await runSync(sample, { kept });
    expect(afterDelete).toMatchObject({ documents: [], end: { isComplete: true } });
    expect(afterDelete.unchanged).toHaveLength(first.documents.length - 1);
  });

  it.each([-600, 840])(
    'loses nothing when dates in queries are read %i minutes off',
    async (offsetMinutes) => {
      const sample = await start({ switches: { zone: { name: 'Somewhere', offsetMinutes } } });
      const users = sample.controls.instance.tables.sys_user ?? [];
      for (const user of users) user.time_zone = 'Somewhere';
      const first = await runSync(sample);
      const edited = articlesOf(sample)[3];
      sample.controls.edit('kb_knowledge', edited?.sys_id ?? '', { text: '<p>Changed</p>' });
      const second = await runSync(sample, { kept: first.kept });
      expect(second.documents.map(({ title }) => title)).toEqual([edited?.short_description]);
    },
  );

  it('of 20,000 articles with 50 changes makes at most 2 % of the calls of the first, and a reading of permissions 3 %', async () => {
    const content = manyArticles(20_000, (index) => ({
      roles: index % 10 === 1 ? 'itil' : '',
      can_read_user_criteria: index % 10 === 2 ? sampleSysId('criteria people team') : '',
      cannot_read_user_criteria: index % 10 === 3 ? sampleSysId('criteria counsel') : '',
      ownership_group: index % 10 === 4 ? sampleSysId('group Service desk') : '',
    }));
    const { kb_knowledge, kb_knowledge_base } = content.tables;
    const tables = { ...demoInstance().tables, kb_knowledge, kb_knowledge_base };
    const sample = await start({ content: { tables } as SampleInstance });
    for (const [index, row] of articlesOf(sample).entries()) {
      row.sys_updated_on = new Date(Date.parse('2026-01-01T00:00:00Z') + index * 60_000)
        .toISOString()
        .slice(0, 19)
        .replace('T', ' ');
    }
    const first = await runSync(sample);
    expect(first.documents).toHaveLength(20_000);
    for (const row of articlesOf(sample).slice(0, 50)) {
      sample.controls.edit('kb_knowledge', row.sys_id, { text: '<p>Changed</p>' });
    }
    const second = await runSync(sample, { kept: first.kept });
    expect(second.documents).toHaveLength(50);
    expect(second.calls.length).toBeLessThanOrEqual(first.calls.length * 0.02);
    const before = sample.controls.calls.length;
    const stored = [...second.kept.known.keys()];
    const model = createAccessModel(stored);
    await readHere(model, sample);
    expect(new Set([...model.documents.values()].map(({ kind }) => kind))).toEqual(
      new Set(['rule']),
    );
    const asked = sample.controls.calls.length - before;
    expect(asked).toBeLessThanOrEqual(first.calls.length * 0.03);
  }, 120_000);
});

describe('a sync that was broken off', () => {
  it('goes on after a checkpoint without reading anything twice or leaving anything out', async () => {
    const sample = await start({ ...MANY });
    const whole = await runSync(sample);
    const checkpoint = whole.pages[2]?.checkpoint ?? null;
    const rest = await runSync(sample, { checkpoint });
    const read = whole.pages.slice(0, 3).flatMap((page) => page.documents);
    expect(read.length + rest.documents.length).toBe(1234);
    const all = [...read, ...rest.documents].map(({ externalId }) => externalId);
    expect(new Set(all).size).toBe(1234);
    expect(rest.end).toEqual(whole.end);
  });
});
