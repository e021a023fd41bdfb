import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEMO_READERS, PEOPLE } from './company/people.ts';
import { sampleSysId } from './servicenow/demo/sample-row.ts';
import {
  type SampleServiceNow,
  startSampleServiceNow,
} from './servicenow/start-sample-servicenow.ts';
import { signedInAs } from './servicenow/web-page.ts';

let sample: SampleServiceNow;
beforeEach(async () => {
  sample = await startSampleServiceNow();
});
afterEach(() => sample.close());

const rowsOf = (table: string) => sample.controls.instance.tables[table] ?? [];
const article = (title: string) =>
  rowsOf('kb_knowledge').find((row) => row.short_description === title)?.sys_id ?? '';
const open = (path: string, cookie?: string) =>
  fetch(`${sample.url}${path}`, {
    redirect: 'manual',
    ...(cookie === undefined ? {} : { headers: { cookie } }),
  });

describe('the pages of the sample ServiceNow', () => {
  it('ask who one is, and then show an article to whom the instance lets in', async () => {
    const path = `/kb_view.do?sys_kb_id=${article('Do I lose vacation?')}`;
    const unknown = await open(path);
    expect(unknown.status).toBe(302);
    const signIn = await open(unknown.headers.get('location') ?? '');
    const page = await signIn.text();
    const { broad, narrow } = DEMO_READERS;
    expect(page).toContain(broad.name);
    expect(page).not.toContain('svc assistant');
    const link = (name: string) =>
      new RegExp(`href="([^"]+)">${name}<`).exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    for (const [person, isLetIn] of [
      [broad, true],
      [narrow, false],
    ] as const) {
      const chosen = await open(link(person.name));
      expect(chosen.headers.get('location')).toBe(path);
      const shown = await open(path, chosen.headers.get('set-cookie')?.split(';')[0]);
      expect(shown.status).toBe(isLetIn ? 200 : 404);
      expect((await shown.text()).includes('vacation')).toBe(isLetIn);
    }
  });

  it('answer alike for what may not be seen and for what is not there', async () => {
    const cookie = signedInAs(sampleSysId(DEMO_READERS.narrow.accountId));
    const text = async (id: string) => {
      const path = `/kb_view.do?sys_kb_id=${id}`;
      return (await (await open(path, cookie)).text()).replaceAll(id, 'ID');
    };
    expect(await text(article('Do I lose vacation?'))).toBe(await text('0'.repeat(32)));
  });

  it('lead nowhere else after signing in, and take nobody in whose account is shut', async () => {
    const user = sampleSysId(PEOPLE[0].accountId);
    for (const to of ['//elsewhere.example', 'https://elsewhere.example', '/\\elsewhere.example']) {
      const answer = await open(`/login.do?${new URLSearchParams({ user, to })}`);
      expect(answer.headers.get('location')).toBe('/');
    }
    const gone = sampleSysId('user Ella Former');
    const answer = await open(`/login.do?${new URLSearchParams({ user: gone, to: '/' })}`);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect((await open('/incident.do?sys_id=1', signedInAs(gone))).status).toBe(302);
  });

  it('show an incident to whom it concerns, and to the service desk', async () => {
    const row = rowsOf('incident').find(({ watch_list }) => watch_list === '');
    const path = `/incident.do?sys_id=${row?.sys_id}`;
    const seen = async (sysId = '') => (await open(path, signedInAs(sysId))).status;
    expect(await seen(row?.caller_id)).toBe(200);
    expect(await seen(sampleSysId(PEOPLE[10].accountId))).toBe(200);
    const others = PEOPLE.map(({ accountId }) => sampleSysId(accountId)).filter(
      (id) => id !== row?.caller_id && id !== row?.opened_by,
    );
    const plain = others.find(
      (id) =>
        !rowsOf('sys_user_has_role').some(
          (one) => one.user === id && one.role === sampleSysId('role itil'),
        ),
    );
    expect(await seen(plain)).toBe(404);
  });
});

describe('its verdict', () => {
  it('goes by the account that alone has an address', () => {
    const id = `kb_knowledge:${article('Do I lose vacation?')}`;
    const { broad, narrow } = DEMO_READERS;
    expect(sample.mayOpen(broad.address.toUpperCase(), id)).toBe(true);
    expect(sample.mayOpen(narrow.address, id)).toBe(false);
    expect(sample.mayOpen('packing@northwind.example', id)).toBe(false);
    expect(sample.mayOpen('nobody@northwind.example', id)).toBe(false);
    expect(sample.mayOpen(broad.address, 'kb_knowledge:gone')).toBe(false);
  });

  it('gives the broad reader much and the narrow one little', () => {
    const may = ({ address }: { address: string }) =>
      rowsOf('kb_knowledge').filter((row) => sample.mayOpen(address, `kb_knowledge:${row.sys_id}`));
    expect(may(DEMO_READERS.broad).length).toBeGreaterThan(may(DEMO_READERS.narrow).length + 30);
  });
});
