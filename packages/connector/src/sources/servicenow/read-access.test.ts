import {
  DEMO_READERS,
  PEOPLE,
  type SampleServiceNow,
  sampleRow,
  sampleSysId,
  startSampleServiceNow,
} from '@rita/sample-sources';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccessPage } from '../source-access.ts';
import { type AccessModel, createAccessModel, readHere } from './test-access-model.ts';
import { withTrouble } from './test-troubles.ts';
import { runSync } from './testing.ts';

let sample: SampleServiceNow;
beforeEach(async () => {
  sample = await startSampleServiceNow();
});
afterEach(() => sample.close());

const rowsOf = (table: string) => sample.controls.instance.tables[table] ?? [];
const articleIds = () => {
  const { hiddenIds } = sample.controls.switches;
  return rowsOf('kb_knowledge')
    .filter((row) => row.workflow_state === 'published' && !hiddenIds.has(row.sys_id))
    .filter((row) => row.kb_knowledge_base !== sampleSysId('base OLD'))
    .map((row) => `kb_knowledge:${row.sys_id}`);
};
const article = (title: string) =>
  rowsOf('kb_knowledge').find((row) => row.short_description === title)?.sys_id ?? '';
const idOf = (title: string) => `kb_knowledge:${article(title)}`;
const personNamed = (name: string) => PEOPLE.find((one) => one.name === name)?.address ?? '';
const endOf = (pages: readonly AccessPage[]) => pages.at(-1)?.end;
const findingsOf = (pages: readonly AccessPage[]) =>
  pages.flatMap(({ findings = [] }) =>
    findings.map(({ code, detail }) => `${code} ${detail ?? ''}`),
  );

/** A reading of everything that is stored, into a connector's memory. */
async function read(model: AccessModel, more: Partial<Parameters<typeof readHere>[1]> = {}) {
  return model.take(readHere(sample, { stored: [...model.rules.keys()], ...more }));
}

describe('articles', () => {
  it('are found by whom the instance shows them to, and by nobody else', async () => {
    const stored = articleIds();
    const model = createAccessModel(stored);
    const pages = await read(model);
    expect(endOf(pages)).toEqual({ people: true, documents: true });
    for (const { name, address } of PEOPLE) {
      // Administrators of knowledge read everything at the instance; here they are like others.
      const may = stored.filter((id) => sample.mayOpen(address, id));
      const found = [...model.foundBy(address)].toSorted();
      if (name !== 'Daan de Vries') expect([name, found]).toEqual([name, may.toSorted()]);
      else expect(may.length).toBeGreaterThan(found.length);
    }
    const { broad, narrow } = DEMO_READERS;
    expect(model.foundBy(broad.address).size).toBeGreaterThan(120);
    expect(model.foundBy(narrow.address).size).toBeLessThan(100);
    expect(findingsOf(pages)).toEqual([
      'criteria_scripted On call this week',
      'criteria_empty To be filled in',
      'addresses_shared ',
    ]);
  });

  it.each([
    // What is changed, who finds the article then, and who does not.
    ['kb_uc_cannot_read_mtom', 'Do I lose vacation?', 'Ewa Nowak', 'Liam O’Connor'],
    ['kb_uc_can_read_mtom', 'Do I lose vacation?', 'Ewa Nowak', 'Ana Lindqvist'],
    ['user_criteria', 'Do I lose vacation?', 'Ewa Nowak', 'Bilal Haddad'],
    ['sys_user_grmember', 'Do I lose vacation?', 'Ewa Nowak', 'Grażyna Wójcik'],
  ])(
    'a refused %s counts as nobody, never as “no criteria”',
    async (table, title, owner, other) => {
      const model = createAccessModel(articleIds());
      sample.controls.switches.forbiddenTables.add(table);
      const pages = await read(model);
      expect(findingsOf(pages)).toContain(`table_refused ${table}`);
      // Its owner needs no criteria.
      expect(model.foundBy(personNamed(owner)).has(idOf(title))).toBe(true);
      expect(model.foundBy(personNamed(other)).has(idOf(title))).toBe(false);
      // Only what needs the table is closed.
      expect(model.foundBy(personNamed(owner)).size).toBeGreaterThan(5);
    },
  );

  it('that are retired, moved out of sight or hidden since are found by nobody', async () => {
    const model = createAccessModel(articleIds());
    await read(model);
    const [retired, hidden] = [article('Do I lose vacation?'), article('Network drives on Linux')];
    sample.controls.edit('kb_knowledge', retired, { workflow_state: 'retired' });
    sample.controls.switches.hiddenIds.add(hidden);
    await read(model);
    for (const id of [retired, hidden]) {
      expect(model.rules.get(`kb_knowledge:${id}`)).toEqual({ kind: 'nobody', reason: 'not_met' });
    }
  });

  it('are not mirrored where a base goes by the rules of before user criteria', async () => {
    const model = createAccessModel(articleIds());
    const name = 'glide.knowman.preknowledge3.kb_version';
    rowsOf('sys_properties').push(sampleRow(`property ${name}`, 9, { name, value: '2' }));
    sample.controls.edit('kb_knowledge_base', sampleSysId('base HR'), { kb_version: '2' });
    const pages = await read(model);
    expect(model.foundBy(personNamed('Ewa Nowak')).has(idOf('Do I lose vacation?'))).toBe(false);
    expect(model.foundBy(personNamed('Ewa Nowak')).size).toBeGreaterThan(100);
    expect(findingsOf(pages)).toContain('bases_by_older_rules ');
  });

  it('blocks of text that articles show to some readers are no documents', async () => {
    const model = createAccessModel(articleIds());
    const id = article('Do I lose vacation?');
    sample.controls.edit('kb_knowledge', id, { sys_class_name: 'kb_knowledge_block' });
    await read(model);
    expect(model.foundBy(personNamed('Ewa Nowak')).has(`kb_knowledge:${id}`)).toBe(false);
  });
});

describe('changes at the instance', () => {
  it('count with the next reading, without a new version of any article', async () => {
    const model = createAccessModel(articleIds());
    const { narrow, broad } = DEMO_READERS;
    await read(model);
    const before = model.foundBy(narrow.address).size;
    // A membership is removed without a trace.
    const member = sampleSysId('member People team Ewa Nowak');
    sample.controls.remove('sys_user_grmember', member);
    sample.controls.edit('kb_knowledge_base', sampleSysId('base HR'), { owner: '' });
    // And a criterion is widened: the contractors' company counts as employed.
    sample.controls.edit('user_criteria', sampleSysId('criteria employees'), {
      company: `${sampleSysId('company Northwind')},${sampleSysId('company Kettle')}`,
    });
    sample.controls.edit('user_criteria', sampleSysId('criteria contractors'), { active: 'false' });
    await read(model);
    expect(model.foundBy(broad.address).has(idOf('Do I lose vacation?'))).toBe(false);
    expect(model.foundBy(narrow.address).size).toBeGreaterThan(before);
  });

  it('an account that is locked, switched off or gone finds nothing', async () => {
    const model = createAccessModel(articleIds());
    const accounts = PEOPLE.slice(0, 3).map(({ accountId }) => sampleSysId(accountId));
    const [locked = '', inactive = '', gone = ''] = accounts;
    sample.controls.edit('sys_user', locked, { locked_out: 'true' });
    sample.controls.edit('sys_user', inactive, { active: 'false' });
    sample.controls.remove('sys_user', gone);
    await read(model);
    for (const { address } of PEOPLE.slice(0, 3)) expect(model.foundBy(address).size).toBe(0);
    expect(model.foundBy(PEOPLE[4].address).size).toBeGreaterThan(0);
  });

  it('an address that two accounts have leads to neither, be one of them hidden', async () => {
    const model = createAccessModel(articleIds());
    const people = PEOPLE.map(({ address }) => address);
    const [ana, bilal] = PEOPLE;
    const double = sampleRow('double', 0, {
      ...(rowsOf('sys_user').find((row) => row.sys_id === sampleSysId(ana.accountId)) ?? {}),
      user_name: 'ana.again',
    });
    rowsOf('sys_user').push({ ...double, sys_id: sampleSysId('double') });
    await read(model, { people });
    expect(model.foundBy(ana.address).size).toBe(0);
    sample.controls.switches.hiddenIds.add(sampleSysId('double'));
    const pages = await read(model, { people });
    expect(findingsOf(pages)).toContain('table_short sys_user');
    expect(model.foundBy(ana.address).size).toBe(0);
    // Of the others the instance itself says that nobody else has their address.
    expect(model.foundBy(bilal.address).size).toBeGreaterThan(0);
    sample.controls.switches.statsForbidden = true;
    await read(model, { people });
    expect(model.foundBy(bilal.address).size).toBe(0);
  });
});

describe('what fails for a while', () => {
  it.each(['user_criteria', 'sys_user', 'sys_user_has_role', 'core_company'])(
    'a broken %s changes nothing of people, and is told',
    async (table) => {
      const model = createAccessModel(articleIds());
      await read(model);
      const before = PEOPLE.map(({ address }) => model.foundBy(address));
      const pages = await read(model, { through: withTrouble({ kind: 'failing', table }) });
      expect(endOf(pages)).toEqual({ people: false, documents: true });
      expect(findingsOf(pages).join()).toContain('people_unread');
      expect(PEOPLE.map(({ address }) => model.foundBy(address))).toEqual(before);
    },
  );

  it('a list of articles that breaks off hides none of those that it did not name', async () => {
    const model = createAccessModel(articleIds());
    await read(model);
    const before = model.foundBy(DEMO_READERS.broad.address);
    const trouble = { kind: 'failing', table: 'kb_knowledge' } as const;
    const pages = await read(model, { through: withTrouble(trouble) });
    expect(endOf(pages)?.documents).toBe(false);
    expect(model.foundBy(DEMO_READERS.broad.address)).toEqual(before);
    // They are believed for a while only.
    expect(model.unread.size).toBe(before.size > 0 ? articleIds().length : 0);
    expect(findingsOf(pages).join()).toContain('list_unread kb_knowledge');
  });
});

describe('records of other tables', () => {
  const incidents = () => rowsOf('incident').map((row) => `incident:${row.sys_id}`);
  const reads = async (choice: object, through?: Parameters<typeof readHere>[1]['through']) => {
    const model = createAccessModel(incidents());
    const settings = { tables: [{ table: 'incident', ...choice }] };
    const before = sample.controls.calls.length;
    const pages = await read(model, { settings, ...(through ? { through } : {}) });
    const asked = sample.controls.calls.slice(before).filter((call) => call.includes('/incident'));
    const finders = PEOPLE.filter(({ address }) => model.foundBy(address).size > 0);
    return { model, pages, asked, finders: finders.map(({ name }) => name).toSorted() };
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
    if (finder) expect(model.foundBy(finder.address).size).toBe(60);
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
      expect([...model.foundBy(person.address)].toSorted()).toEqual(
        named.map((row) => `incident:${row.sys_id}`).toSorted(),
      );
    }
  });

  it('a table that fails for a while keeps its groups, too', async () => {
    const model = createAccessModel([...incidents(), ...articleIds()]);
    const settings = { tables: [{ table: 'incident', access: 'record_people' }] };
    await read(model, { settings });
    const before = PEOPLE.map(({ address }) => model.foundBy(address));
    const trouble = { kind: 'failing', table: 'incident' } as const;
    const pages = await read(model, { settings, through: withTrouble(trouble) });
    expect(endOf(pages)).toEqual({ people: true, documents: false });
    expect(PEOPLE.map(({ address }) => model.foundBy(address))).toEqual(before);
    expect(model.unread.size).toBe(60);
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
