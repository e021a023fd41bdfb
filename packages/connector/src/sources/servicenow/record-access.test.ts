import {
  PEOPLE,
  type SampleServiceNow,
  sampleSysId,
  startSampleServiceNow,
} from '@rita/sample-sources';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAccessModel } from '../testing/access-model.ts';
import { articleAccess, tableAccess } from './access.ts';
import { foundBy, readHere } from './test-reading.ts';
import { withTrouble } from './test-troubles.ts';
import { runSync } from './testing.ts';

let sample: SampleServiceNow;
beforeEach(async () => {
  sample = await startSampleServiceNow();
});
afterEach(() => sample.close());

const rowsOf = (table: string) => sample.controls.instance.tables[table] ?? [];

describe('records of other tables', () => {
  const incidents = () => rowsOf('incident').map((row) => `incident:${row.sys_id}`);
  const reads = async (choice: object) => {
    const stored = incidents();
    const model = createAccessModel(stored);
    const settings = { tables: [{ table: 'incident', ...choice }] };
    const before = sample.controls.calls.length;
    await readHere(model, sample, { settings });
    const asked = sample.controls.calls.slice(before).filter((call) => call.includes('/incident'));
    const finders = PEOPLE.filter(({ address }) => foundBy(model, address).size > 0);
    return { model, asked, finders: finders.map(({ name }) => name).toSorted() };
  };
  const ITIL = ['Ana Lindqvist', 'Ewa Nowak', 'Jürgen Groß', 'Katarzyna Zając'];

  it.each([
    ['nobody, where nothing is chosen', {}, []],
    ['nobody, where that is chosen', { access: 'nobody' }, []],
    ['people with a role', { access: 'role', role: 'itil' }, ITIL],
    [
      'nobody with a role that is put on for a while',
      { access: 'role', role: 'security_admin' },
      [],
    ],
    ['nobody with a role that is not there', { access: 'role', role: 'itil:x' }, []],
    [
      'members of a group, not those of groups below it',
      { access: 'group', group: sampleSysId('group Service desk') },
      ['Jürgen Groß', 'Katarzyna Zając'],
    ],
    ['everybody who is known', { access: 'matched' }, PEOPLE.map(({ name }) => name).toSorted()],
  ])('are found by %s', async (_, choice, names) => {
    const { model, finders, asked } = await reads(choice);
    expect(finders).toEqual(names);
    const [finder] = PEOPLE.filter(({ name }) => name === names[0]);
    if (finder) expect(foundBy(model, finder.address).size).toBe(60);
    // Who they are asks for no record.
    expect(asked).toEqual([]);
  });

  it('are found by whom a record names, and by members of its group', async () => {
    const { model } = await reads({ access: 'record_people' });
    for (const person of PEOPLE) {
      const id = sampleSysId(person.accountId);
      const groups = rowsOf('sys_user_grmember').filter((row) => row.user === id);
      const named = rowsOf('incident').filter(
        (row) =>
          [row.caller_id, row.opened_by, row.assigned_to].includes(id) ||
          row.watch_list?.includes(id) ||
          groups.some(({ group }) => group === row.assignment_group),
      );
      expect(named.length).toBeGreaterThan(0);
      expect([...foundBy(model, person.address)].toSorted()).toEqual(
        named.map((row) => `incident:${row.sys_id}`).toSorted(),
      );
    }
  });

  it('a table that fails for a while keeps its groups, too', async () => {
    const stored = incidents();
    const model = createAccessModel(stored);
    const settings = { tables: [{ table: 'incident', access: 'record_people' }] };
    await readHere(model, sample, { settings });
    const before = PEOPLE.map(({ address }) => foundBy(model, address));
    const trouble = { kind: 'failing', table: 'incident' } as const;
    const through = withTrouble(trouble);
    const { pages, end } = await readHere(model, sample, { settings, through });
    expect(end).toEqual({ people: true, documents: false });
    expect(PEOPLE.map(({ address }) => foundBy(model, address))).toEqual(before);
    expect(pages.flatMap((page) => page.unreadDocuments ?? [])).toHaveLength(60);
  });

  it('count with the next sync, too, when something else is chosen', async () => {
    const table = { table: 'incident', query: 'active=true' };
    const chosen = (access: string) => ({ settings: { tables: [{ ...table, access }] } });
    const first = await runSync(sample, chosen('matched'));
    const records = (outcome: typeof first) =>
      outcome.documents.filter(({ path }) => path[0] === 'incident').map(({ access }) => access);
    expect(records(first).length).toBeGreaterThan(10);
    expect(new Set(records(first).map(({ kind }) => kind))).toEqual(new Set(['members_of_source']));
    const second = await runSync(sample, {
      ...chosen('nobody'),
      kept: { ...first.kept, cursor: null },
    });
    expect(records(second)).toHaveLength(records(first).length);
    expect(records(second)[0]).toEqual({ kind: 'nobody', reason: 'not_mirrored' });
    const named = await runSync(sample, chosen('record_people'));
    expect(records(named)[0]).toMatchObject({ kind: 'rule' });
  });
});

it('what is longer than the name or id of any record names nobody, and fits into an index', () => {
  const odd = 'x'.repeat(3_000);
  const lists = { roles: odd, can_read_user_criteria: odd, cannot_read_user_criteria: odd };
  const article = { kb_knowledge_base: odd, ownership_group: odd, ...lists };
  const rules = [articleAccess(article, new Set()), tableAccess({ access: 'role', role: odd })];
  const layers = rules.flatMap((rule) => (rule?.kind === 'rule' ? rule.layers : []));
  const principals = layers.flat().map(({ principal }) => principal);
  expect(principals).toEqual(expect.arrayContaining(['role:?', 'criteria:?', 'outside:?']));
  expect(Math.max(...principals.map(({ length }) => length))).toBeLessThan(300);
});
