import { type SampleServiceNow, sampleSysId, startSampleServiceNow } from '@rita/sample-sources';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SyncPage } from '../source.ts';
import { readAgain } from './read-again.ts';
import { openRun } from './testing.ts';

let sample: SampleServiceNow;
beforeEach(async () => {
  sample = await startSampleServiceNow();
});
afterEach(() => sample.close());

async function again(externalIds: string[], settings: object = {}): Promise<SyncPage[]> {
  const run = openRun(sample, { settings });
  const items = externalIds.map((externalId) => ({ externalId, title: null, url: null }));
  const pages: SyncPage[] = [];
  try {
    for await (const page of readAgain(run.context, items)) pages.push(page);
  } finally {
    await run.close();
  }
  return pages;
}

const rowsOf = (table: string) => sample.controls.instance.tables[table] ?? [];
const article = (title: string) =>
  `kb_knowledge:${rowsOf('kb_knowledge').find((row) => row.short_description === title)?.sys_id}`;

it('brings what can be read by now, what still cannot, and what is gone or not wanted', async () => {
  const good = article('Network drives on Linux');
  const broken = article('Do I lose vacation?');
  const unpublished = `kb_knowledge:${rowsOf('kb_knowledge').find((row) => row.workflow_state === 'retired')?.sys_id}`;
  const gone = `kb_knowledge:${sampleSysId('nobody')}`;
  const incident = `incident:${rowsOf('incident')[0]?.sys_id}`;
  const hidden = `kb_knowledge:${[...sample.controls.switches.hiddenIds][0]}`;
  sample.controls.switches.cancelBodyOf = broken.split(':')[1] ?? '';
  const all = [good, broken, unpublished, gone, hidden, incident, 'kb_knowledge:no^sys_id'];
  const pages = await again(all, { tables: [{ table: 'incident' }] });
  const read = pages.flatMap(({ documents }) => documents.map(({ externalId }) => externalId));
  expect(read.toSorted()).toEqual([good, incident].toSorted());
  expect(pages.flatMap(({ failed }) => failed)).toMatchObject([{ externalId: broken }]);
  expect(pages.flatMap(({ removed }) => removed ?? []).toSorted()).toEqual(
    [unpublished, gone, hidden, 'kb_knowledge:no^sys_id'].toSorted(),
  );
  expect(pages.every(({ checkpoint }) => checkpoint === null)).toBe(true);

  const withoutTable = await again([incident]);
  expect(withoutTable).toMatchObject([{ documents: [], removed: [incident] }]);
});

it('takes nothing away where the instance does not tell hidden from gone', async () => {
  Object.assign(sample.controls.switches, { withholdCount: true, statsForbidden: true });
  const gone = `kb_knowledge:${sampleSysId('nobody')}`;
  const pages = await again([gone]);
  expect(pages).toMatchObject([
    { removed: [], failed: [{ externalId: gone, code: 'insufficient_permissions' }] },
  ]);
});

it('lists again what could not be listed, and looks again for a base that was not there', async () => {
  const broken = {
    status: 403,
    body: { error: { message: 'Insufficient rights to query records' } },
  };
  sample.controls.answerNext(/table\/kb_knowledge\?(?!.*ISNOTEMPTY).*ORDERBYsys_id/, broken);
  const base = `base/${sampleSysId('base LEGAL')}`;
  const settings = { knowledge_bases: [sampleSysId('base HR'), sampleSysId('base LEGAL')] };
  const still = await again(['list/kb_knowledge', base], settings);
  expect(
    still.flatMap(({ failed }) => failed.map(({ externalId }) => externalId)).toSorted(),
  ).toEqual([base, 'list/kb_knowledge'].toSorted());
  expect(still.flatMap(({ removed = [] }) => removed)).toEqual([]);
  sample.controls.switches.hiddenIds = new Set();
  const mended = await again(['list/kb_knowledge', base], settings);
  expect(mended.flatMap(({ failed }) => failed)).toEqual([]);
  expect(mended.flatMap(({ removed = [] }) => removed).toSorted()).toEqual(
    [base, 'list/kb_knowledge'].toSorted(),
  );
  const paths = mended.flatMap(({ documents }) => documents.map(({ path }) => path[0]));
  expect(new Set(paths)).toEqual(new Set(['People Service Desk', 'Legal']));
});

it('a table whose query could not be used says so until it can', async () => {
  const wrong = { tables: [{ table: 'incident', query: 'actve=true' }] };
  const still = await again(['list/incident'], wrong);
  expect(still.flatMap(({ failed }) => failed)).toMatchObject([{ code: 'validation_failed' }]);
  const mended = await again(['list/incident'], { tables: [{ table: 'incident' }] });
  expect(mended.flatMap(({ documents }) => documents)).toHaveLength(60);
  expect(mended.flatMap(({ removed = [] }) => removed)).toEqual(['list/incident']);
});
