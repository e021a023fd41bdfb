import {
  DEMO_READERS,
  PEOPLE,
  type SampleServiceNow,
  startSampleServiceNow,
} from '@rita/sample-sources';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAccessModel, readHere } from './test-access-model.ts';

let sample: SampleServiceNow;
beforeAll(async () => {
  sample = await startSampleServiceNow();
});
afterAll(() => sample.close());

const articles = () =>
  (sample.controls.instance.tables.kb_knowledge ?? []).map((row) => `kb_knowledge:${row.sys_id}`);

it('x', async () => {
  const stored = articles();
  const model = createAccessModel(stored);
  const before = sample.controls.calls.length;
  const pages = await model.take(readHere(sample, { stored }));
  console.log(JSON.stringify(pages.at(-1)?.findings), pages.at(-1)?.end);
  console.log(sample.controls.calls.slice(before).map(decodeURIComponent));
  for (const person of PEOPLE) {
    const found = model.foundBy(person.address);
    const may = stored.filter((id) => sample.mayOpen(person.address, id));
    console.log(
      person.name,
      found.size,
      may.length,
      [...found].filter((id) => !may.includes(id)).length,
      may
        .filter((id) => !found.has(id))
        .map(
          (id) =>
            sample.controls.instance.tables.kb_knowledge?.find((r) => id.endsWith(r.sys_id))
              ?.short_description,
        )
        .slice(0, 5),
    );
  }
});
