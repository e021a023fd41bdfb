import {
  type SampleRow,
  type SampleServiceNow,
  type SampleServiceNowOptions,
  startSampleServiceNow,
} from '@rita/sample-sources';
import { afterEach, describe, expect, it } from 'vitest';
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
const sortedIds = (sample: SampleServiceNow) =>
  articlesOf(sample)
    .map(({ sys_id }) => sys_id)
    .toSorted();
const byTitle = (outcome: SyncOutcome, title: string) =>
  outcome.documents.find((document) => document.title === title);
const MANY = { content: manyArticles(1234) };

describe('a list that is short', () => {
  it('reads beyond one page, although all rows changed in the same second', async () => {
    const outcome = await runSync(await start(MANY));
    expect(outcome.documents).toHaveLength(1234);
    expect(outcome.end?.isComplete).toBe(true);
  });

  it.each([
    ['some of each page', (index: number) => index % 3 === 0],
    ['more than two whole pages in a row', (index: number) => index > 10 && index < 1200],
    ['all at the end', (index: number) => index > 200],
  ])('hidden by access rules: %s', async (_, isHidden) => {
    const sample = await start(MANY);
    const ids = sortedIds(sample);
    const hiddenIds = new Set(ids.filter((_id, index) => isHidden(index)));
    sample.controls.switches.hiddenIds = hiddenIds;
    for (const withholdCount of [false, true]) {
      sample.controls.switches.withholdCount = withholdCount;
      const outcome = await runSync(sample);
      expect(outcome.documents).toHaveLength(1234 - hiddenIds.size);
      expect(outcome.end?.isComplete).toBe(true);
    }
  });

  it('proves nothing where counts are withheld everywhere, so nothing may be deleted', async () => {
    const switches = { withholdCount: true, statsForbidden: true };
    const outcome = await runSync(await start({ ...MANY, switches }));
    expect(outcome.error).toBeUndefined();
    expect(outcome.documents).toHaveLength(1234);
    expect(outcome.end).toEqual({ isComplete: false, cursor: null });
  });

  it.each([[null], [undefined], ['many'], ['']])(
    'takes a count of %j for no proof of the end',
    async (count) => {
      const switches = { withholdCount: true };
      const sample = await start({ content: manyArticles(5), switches });
      const stats = { status: 200, body: { result: { stats: { count } } } };
      sample.controls.answerNext(/stats\/kb_knowledge/, stats, 99);
      const outcome = await runSync(sample);
      expect(outcome.documents).toHaveLength(5);
      expect(outcome.end?.isComplete).toBe(false);
    },
  );

  it('tells when the list breaks off, keeps what came before, and takes nothing for gone', async () => {
    const sample = await start(MANY);
    const broken = {
      status: 403,
      body: { error: { message: 'Insufficient rights to query records' } },
    };
    sample.controls.answerNext(/table\/kb_knowledge\?.*sys_id%3E/, broken);
    const outcome = await runSync(sample);
    expect(outcome.error).toBeUndefined();
    expect(outcome.documents).toHaveLength(400);
    expect(outcome.failed).toMatchObject([
      {
        externalId: 'list/kb_knowledge',
        title: 'Knowledge articles',
        code: 'insufficient_permissions',
        reason: expect.stringContaining('Nothing that is stored of it is removed'),
      },
    ]);
    expect(outcome.end).toMatchObject({ isComplete: false, cursor: { isWhole: false } });
    // The next sync lists everything again.
    const next = await runSync(sample, { kept: outcome.kept });
    expect(next).toMatchObject({ failed: [], end: { isComplete: true } });
    expect(next.documents).toHaveLength(834);
  });

  it('ends as failed when nothing at all can be trusted', async () => {
    const sample = await start({ ...MANY, switches: { ignoredField: 'sys_id' } });
    expect((await runSync(sample)).error).toMatchObject({ code: 'wrong_edition' });
  });

  it('does not empty what is stored when the instance answers with nothing', async () => {
    const sample = await start({ content: manyArticles(20) });
    const first = await runSync(sample);
    const later = () => new Date(Date.now() + 25 * 3600 * 1000);
    const nothing = { status: 200, body: { result: [] }, headers: { 'x-total-count': '0' } };
    sample.controls.answerNext(/table\/kb_knowledge\?.*ORDERBYsys_id/, nothing);
    const second = await runSync(sample, { kept: first.kept, now: later });
    expect(second.end?.isComplete).toBe(true);
    expect(second.unchanged).toHaveLength(20);
    expect(second.gone).toEqual([]);
  });

  it('drops what is not wanted when the instance ignores a condition', async () => {
    const sample = await start({ switches: { ignoredField: 'workflow_state' } });
    const outcome = await runSync(sample);
    expect(byTitle(outcome, 'Fax to mail')).toBeUndefined();
    expect(byTitle(outcome, 'Bonus 2027')).toBeUndefined();
  });
});

describe('an instance that is slow', () => {
  it('asks for less after a cancelled query', async () => {
    const outcome = await runSync(await start({ ...MANY, switches: { cancelAboveLimit: 40 } }));
    expect(outcome.error).toBeUndefined();
    expect(outcome.documents).toHaveLength(1234);
  });

  it('leaves out the one article whose text cannot be read, and tries it again next time', async () => {
    const sample = await start({ content: manyArticles(60) });
    const bad = sortedIds(sample)[7] ?? '';
    sample.controls.switches.cancelBodyOf = bad;
    const first = await runSync(sample);
    expect(first.documents).toHaveLength(59);
    expect(first.failed).toMatchObject([
      { externalId: `kb_knowledge:${bad}`, code: 'upstream_error' },
    ]);
    sample.controls.switches.cancelBodyOf = null;
    const second = await runSync(sample, { kept: first.kept });
    expect(second.documents.map(({ externalId }) => externalId)).toEqual([`kb_knowledge:${bad}`]);
    expect(second.end?.isComplete).toBe(false);
  });

  it.each([['0'], ['Mon, 23 Nov 2020 12:00:00 GMT'], [null]])(
    'waits when it is asked to slow down, Retry-After %s',
    async (retryAfter) => {
      const sample = await start({ content: manyArticles(5) });
      sample.controls.switches.rateLimited = { calls: 1, retryAfter };
      const outcome = await runSync(sample);
      expect(outcome.error).toBeUndefined();
      expect(outcome.documents).toHaveLength(5);
      expect(outcome.waits).toHaveLength(1);
    },
  );
});
