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
import { type AccessModel, createAccessModel } from '../testing/access-model.ts';
import { foundBy, type HowToRead, readHere } from './test-reading.ts';
import { withTrouble } from './test-troubles.ts';

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
async function read(model: AccessModel, more: HowToRead = {}) {
  return (await readHere(model, sample, more)).pages;
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
      const found = [...foundBy(model, address)].toSorted();
      if (name !== 'Daan de Vries') expect([name, found]).toEqual([name, may.toSorted()]);
      else expect(may.length).toBeGreaterThan(found.length);
    }
    const { broad, narrow } = DEMO_READERS;
    expect(foundBy(model, broad.address).size).toBeGreaterThan(120);
    expect(foundBy(model, narrow.address).size).toBeLessThan(100);
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
      expect(foundBy(model, personNamed(owner)).has(idOf(title))).toBe(true);
      expect(foundBy(model, personNamed(other)).has(idOf(title))).toBe(false);
      // Only what needs the table is closed.
      expect(foundBy(model, personNamed(owner)).size).toBeGreaterThan(5);
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
      expect(model.documents.get(`kb_knowledge:${id}`)).toEqual({
        kind: 'nobody',
        reason: 'not_met',
      });
    }
  });

  it('are not mirrored where a base goes by the rules of before user criteria', async () => {
    const model = createAccessModel(articleIds());
    const name = 'glide.knowman.preknowledge3.kb_version';
    rowsOf('sys_properties').push(sampleRow(`property ${name}`, 9, { name, value: '2' }));
    sample.controls.edit('kb_knowledge_base', sampleSysId('base HR'), { kb_version: '2' });
    const pages = await read(model);
    expect(foundBy(model, personNamed('Ewa Nowak')).has(idOf('Do I lose vacation?'))).toBe(false);
    expect(foundBy(model, personNamed('Ewa Nowak')).size).toBeGreaterThan(100);
    expect(findingsOf(pages)).toContain('bases_by_older_rules ');
  });

  it('are nobody’s in a base that was chosen and is out of use by now', async () => {
    const model = createAccessModel(articleIds());
    const settings = { knowledge_bases: [sampleSysId('base HR')] };
    await read(model, { settings });
    const owner = personNamed('Ewa Nowak');
    expect(foundBy(model, owner).has(idOf('Do I lose vacation?'))).toBe(true);
    sample.controls.edit('kb_knowledge_base', sampleSysId('base HR'), { active: 'false' });
    await read(model, { settings });
    expect(foundBy(model, owner).size).toBe(0);
    expect(model.documents.get(idOf('Do I lose vacation?'))).toEqual({
      kind: 'nobody',
      reason: 'not_mirrored',
    });
  });

  it('blocks of text that articles show to some readers are no documents', async () => {
    const model = createAccessModel(articleIds());
    const id = article('Do I lose vacation?');
    sample.controls.edit('kb_knowledge', id, { sys_class_name: 'kb_knowledge_block' });
    await read(model);
    expect(foundBy(model, personNamed('Ewa Nowak')).has(`kb_knowledge:${id}`)).toBe(false);
  });
});

describe('changes at the instance', () => {
  it('count with the next reading, without a new version of any article', async () => {
    const model = createAccessModel(articleIds());
    const { narrow, broad } = DEMO_READERS;
    await read(model);
    const before = foundBy(model, narrow.address).size;
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
    expect(foundBy(model, broad.address).has(idOf('Do I lose vacation?'))).toBe(false);
    expect(foundBy(model, narrow.address).size).toBeGreaterThan(before);
  });

  it('an account that is locked, switched off or gone finds nothing', async () => {
    const model = createAccessModel(articleIds());
    const accounts = PEOPLE.slice(0, 3).map(({ accountId }) => sampleSysId(accountId));
    const [locked = '', inactive = '', gone = ''] = accounts;
    sample.controls.edit('sys_user', locked, { locked_out: 'true' });
    sample.controls.edit('sys_user', inactive, { active: 'false' });
    sample.controls.remove('sys_user', gone);
    await read(model);
    for (const { address } of PEOPLE.slice(0, 3)) expect(foundBy(model, address).size).toBe(0);
    expect(foundBy(model, PEOPLE[4].address).size).toBeGreaterThan(0);
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
    expect(foundBy(model, ana.address).size).toBe(0);
    sample.controls.switches.hiddenIds.add(sampleSysId('double'));
    const pages = await read(model, { people });
    expect(findingsOf(pages)).toContain('table_short sys_user');
    expect(foundBy(model, ana.address).size).toBe(0);
    // Of the others the instance itself says that nobody else has their address.
    expect(foundBy(model, bilal.address).size).toBeGreaterThan(0);
    sample.controls.switches.statsForbidden = true;
    await read(model, { people });
    expect(foundBy(model, bilal.address).size).toBe(0);
  });
});

describe('what fails for a while', () => {
  it.each(['user_criteria', 'sys_user', 'sys_user_has_role', 'core_company'])(
    'a broken %s changes nothing of people, and is told',
    async (table) => {
      const model = createAccessModel(articleIds());
      await read(model);
      const before = PEOPLE.map(({ address }) => foundBy(model, address));
      const pages = await read(model, { through: withTrouble({ kind: 'failing', table }) });
      expect(endOf(pages)).toEqual({ people: false, documents: true });
      expect(findingsOf(pages).join()).toContain('people_unread');
      expect(PEOPLE.map(({ address }) => foundBy(model, address))).toEqual(before);
    },
  );

  it('a table that cannot be read keeps nothing else open: what is not there or not chosen any more', async () => {
    const record = `problem:${'a'.repeat(32)}`;
    const model = createAccessModel([...articleIds(), record]);
    const settings = { tables: [{ table: 'problem', access: 'matched' }] };
    await read(model, { settings });
    expect(model.documents.get(record)).toEqual({ kind: 'members_of_source' });
    const others = ['IT', 'OPS'].map((base) => sampleSysId(`base ${base}`));
    const failing = { table: 'incident', access: 'record_people', query: 'no_such_field=1' };
    const chosen = { knowledge_bases: others, tables: [failing] };
    sample.controls.edit('kb_knowledge', article('Network drives on Linux'), {
      workflow_state: 'retired',
    });
    const pages = await read(model, { settings: chosen });
    expect(endOf(pages)?.documents).toBe(false);
    const gone = [idOf('Do I lose vacation?'), idOf('Network drives on Linux'), record];
    for (const id of gone) {
      expect(model.documents.get(id)).toEqual({ kind: 'nobody', reason: 'not_met' });
    }
    expect(foundBy(model, personNamed('Ewa Nowak')).size).toBeGreaterThan(50);
  });

  it('a list of articles that breaks off hides none of those that it did not name', async () => {
    const model = createAccessModel(articleIds());
    await read(model);
    const before = foundBy(model, DEMO_READERS.broad.address);
    const trouble = { kind: 'failing', table: 'kb_knowledge' } as const;
    const pages = await read(model, { through: withTrouble(trouble) });
    expect(endOf(pages)?.documents).toBe(false);
    expect(foundBy(model, DEMO_READERS.broad.address)).toEqual(before);
    // They are believed for a while only.
    expect(pages.flatMap((page) => page.unreadDocuments ?? [])).toHaveLength(
      before.size > 0 ? articleIds().length : 0,
    );
    expect(findingsOf(pages).join()).toContain('list_unread kb_knowledge');
  });
});
