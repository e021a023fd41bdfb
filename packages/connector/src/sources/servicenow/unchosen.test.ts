import { type SampleServiceNow, sampleSysId, startSampleServiceNow } from '@rita/sample-sources';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runSync } from './testing.ts';

let sample: SampleServiceNow;
beforeEach(async () => {
  sample = await startSampleServiceNow();
});
afterEach(() => sample.close());

const [IT, HR] = ['IT', 'HR'].map((base) => sampleSysId(`base ${base}`));
const RECORD = `problem:${'a'.repeat(32)}`;
/** Its list cannot be read, whatever else can. */
const FAILING = { table: 'incident', query: 'no_such_field=1' };

async function stored() {
  const { kept } = await runSync(sample, { settings: { knowledge_bases: [IT, HR] } });
  return { known: new Map([...kept.known, [RECORD, '1']]), cursor: null };
}
const inBase = (id: string | undefined) =>
  (sample.controls.instance.tables.kb_knowledge ?? [])
    .filter((row) => row.kb_knowledge_base === id)
    .map(({ sys_id }) => `kb_knowledge:${sys_id}`);

it('what is not chosen any more goes although a list is not whole; what is chosen stays', async () => {
  const kept = await stored();
  const settings = { knowledge_bases: [IT], tables: [FAILING] };
  const { end, gone, failed } = await runSync(sample, { kept, settings });
  expect(failed).toMatchObject([{ externalId: 'list/incident' }]);
  expect(end?.isComplete).toBe(false);
  const before = inBase(HR).filter((id) => kept.known.has(id));
  expect(before.length).toBeGreaterThan(3);
  expect(gone.toSorted()).toEqual([RECORD, ...before].toSorted());
});

it('of an article that is gone, or does not say where it stands, nobody knows', async () => {
  const kept = await stored();
  const [first, second] = inBase(HR);
  const articles = sample.controls.instance.tables.kb_knowledge ?? [];
  const rowOf = (id: string | undefined) =>
    articles.find(({ sys_id }) => `kb_knowledge:${sys_id}` === id);
  Object.assign(rowOf(first) ?? {}, { kb_knowledge_base: '' });
  const gone = articles.findIndex(({ sys_id }) => `kb_knowledge:${sys_id}` === second);
  articles.splice(gone, 1);
  // With a base that is hidden the list of articles is no proof.
  const settings = { knowledge_bases: [IT, sampleSysId('base none')] };
  const outcome = await runSync(sample, { kept, settings });
  expect(outcome.gone).toContain(RECORD);
  expect(outcome.gone).not.toContain(first);
  expect(outcome.gone).not.toContain(second);
  expect(outcome.gone).toContain(inBase(HR).findLast((id) => kept.known.has(id)));
});

it('nothing of a chosen table goes', async () => {
  const kept = await stored();
  const settings = { knowledge_bases: [IT, HR], tables: [FAILING, { table: 'problem' }] };
  const { end, gone } = await runSync(sample, { kept, settings });
  expect(end?.isComplete).toBe(false);
  expect(gone).toEqual([]);
});

it('what is gone from a list that is whole goes, whatever another list is', async () => {
  const kept = await stored();
  const [first, second] = inBase(HR);
  const articles = sample.controls.instance.tables.kb_knowledge ?? [];
  const isOne = (id: string | undefined) => (row: { sys_id: string }) =>
    `kb_knowledge:${row.sys_id}` === id;
  articles.splice(articles.findIndex(isOne(first)), 1);
  Object.assign(articles.find(isOne(second)) ?? {}, { workflow_state: 'retired' });
  const settings = { knowledge_bases: [IT, HR], tables: [FAILING, { table: 'problem' }] };
  const { end, gone } = await runSync(sample, { kept, settings });
  expect(end?.isComplete).toBe(false);
  expect(gone.toSorted()).toEqual([first, second].toSorted());
  // A base that is hidden hides its articles, and nothing else tells that they are gone.
  const missing = { ...settings, knowledge_bases: [IT, sampleSysId('base none')] };
  const { gone: others } = await runSync(sample, { kept, settings: missing });
  expect(others).not.toContain(first);
});
