import { PEOPLE, sampleRow, sampleSysId, startSampleServiceNow } from '@rita/sample-sources';
import { expect, it } from 'vitest';
import { createAccessModel } from '../testing/access-model.ts';
import { foundBy, readHere } from './test-reading.ts';

const MANY = 100_000;
const addressOf = (number: number) => `crowd-${number}@northwind.example`;

it('a group of 100,000 is read in a few pages, and lets in exactly who is in it', async () => {
  const sample = await startSampleServiceNow();
  try {
    const { tables } = sample.controls.instance;
    const model = tables.sys_user?.find(({ email }) => email === PEOPLE[0].address);
    // The last of them is not in the group.
    const crowd = Array.from({ length: MANY + 1 }, (_, number) => ({
      ...model,
      ...sampleRow(`crowd ${number}`, number, {
        user_name: `crowd.${number}`,
        email: addressOf(number),
        company: '',
      }),
    }));
    const group = sampleSysId('group People team');
    const memberships = crowd
      .slice(0, MANY)
      .map(({ sys_id: user }, number) => sampleRow(`member ${number}`, number, { user, group }));
    tables.sys_user?.push(...crowd);
    tables.sys_user_grmember?.push(...memberships);
    const article = tables.kb_knowledge?.find(
      (row) => row.short_description === 'Do I lose vacation?',
    );
    const id = `kb_knowledge:${article?.sys_id}`;
    const access = createAccessModel([id]);

    const { pages } = await readHere(access, sample);
    expect(pages.at(-1)?.end).toEqual({ people: true, documents: true });
    const finds = (number: number) => foundBy(access, addressOf(number)).has(id);
    expect([0, MANY / 2, MANY - 1, MANY].map(finds)).toEqual([true, true, true, false]);
    // 10,000 rows at a time, of each of the two tables.
    const { calls } = sample.controls;
    const ofCrowd = calls.filter((call) => /table\/(sys_user|sys_user_grmember)\?/.test(call));
    expect(ofCrowd.length).toBeLessThanOrEqual(24);
  } finally {
    await sample.close();
  }
}, 180_000);
