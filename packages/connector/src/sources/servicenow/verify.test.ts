import {
  SAMPLE_CLIENT_ID,
  SAMPLE_CLIENT_SECRET,
  type SampleServiceNow,
  type SampleServiceNowOptions,
  sampleSysId,
  startSampleServiceNow,
} from '@rita/sample-sources';
import { afterEach, describe, expect, it } from 'vitest';
import { runVerify } from './testing.ts';

const open: SampleServiceNow[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((sample) => sample.close()));
});

async function start(options: SampleServiceNowOptions = {}): Promise<SampleServiceNow> {
  const sample = await startSampleServiceNow(options);
  open.push(sample);
  return sample;
}

type Verified = Awaited<ReturnType<typeof runVerify>>;
const outcomes = ({ reports }: Verified) =>
  Object.fromEntries(reports.map(({ name, outcome }) => [name, outcome]));

describe('a verification', () => {
  it('makes each check of the catalogue, and finds options with counts, within 2 s', async () => {
    const sample = await start();
    const startedAt = performance.now();
    const verified = await runVerify(sample);
    expect(verified.error).toBeUndefined();
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(outcomes(verified)).toEqual({
      address: 'passed',
      signed_in: 'passed',
      list_knowledge_bases: 'passed',
      read_article: 'passed',
      read_tables: 'not_needed',
      read_permissions: 'passed',
      read_people: 'passed',
    });
    const bases = verified.result?.options.knowledge_bases;
    expect(bases).toMatchObject([
      { label: 'IT Help', value: sampleSysId('base IT') },
      { label: 'People Service Desk' },
      { label: 'Shops and Warehouse' },
    ]);
    expect(verified.result?.options.tables).toEqual([
      { value: 'incident', label: 'Incidents', count: 60 },
    ]);
    expect(verified.result?.options.groups).toContainEqual({
      value: sampleSysId('group People team'),
      label: 'People team',
    });
    expect(sample.controls.calls.some((call) => call.includes('sys_db_object'))).toBe(false);
    // Everybody in the organization sees the checks, so no article is named by its title.
    const read = verified.reports.findLast(({ name }) => name === 'read_article');
    expect(read?.detail).toMatch(/^KB\d+$/);
  });

  it('takes an OAuth client', async () => {
    const credentials = { client_id: SAMPLE_CLIENT_ID, client_secret: SAMPLE_CLIENT_SECRET };
    const sample = await start();
    const verified = await runVerify(sample, { credentials, settings: { username: undefined } });
    expect(verified.error).toBeUndefined();
    sample.controls.switches.oauthDenied = true;
    const denied = await runVerify(sample, { credentials });
    expect(denied.error).toMatchObject({
      code: 'invalid_credentials',
      message: expect.stringContaining('client.credential.grant_type.enabled'),
    });
    expect(outcomes(denied)).toEqual({ address: 'passed', signed_in: 'failed' });
  });

  it('takes an address that was pasted from the browser', async () => {
    const sample = await start();
    const instance_url = `${sample.url}/now/nav/ui/classic/params/target/kb_home.do`;
    expect((await runVerify(sample, { settings: { instance_url } })).error).toBeUndefined();
  });

  it('advises an account with another time zone', async () => {
    const sample = await start();
    for (const user of sample.controls.instance.tables.sys_user ?? [])
      user.time_zone = 'Asia/Tokyo';
    const { reports } = await runVerify(sample);
    const signedIn = reports.find((one) => one.name === 'signed_in' && one.outcome === 'passed');
    expect(signedIn?.detail).toContain('Asia/Tokyo');
  });
});

describe('what is wrong is named', () => {
  it.each([
    ['a wrong password', {}, { password: 'wrong' }, 'invalid_credentials', 'signed_in'],
    ['a login page with 200', { loginPage: true }, undefined, 'sign_in_page', 'address'],
    ['an instance asleep', { hibernating: true }, undefined, 'unreachable', 'address'],
    [
      'single sign-on on another host',
      { identityProvider: 'https://login.example/authorize?code=1' },
      undefined,
      'sign_in_page',
      'address',
    ],
    [
      'too many calls',
      { rateLimited: { calls: 99, retryAfter: '30' } },
      undefined,
      'rate_limited',
      'signed_in',
    ],
    [
      'no right to list knowledge bases',
      { forbiddenTables: new Set(['kb_knowledge_base']) },
      undefined,
      'insufficient_permissions',
      'list_knowledge_bases',
    ],
  ])('%s', async (_, switches, credentials, code, failed) => {
    const sample = await start({ switches });
    const verified = await runVerify(sample, credentials ? { credentials } : {});
    expect(verified.error).toMatchObject({ code });
    expect(verified.reports.at(-1)).toMatchObject({ name: failed, outcome: 'failed' });
    expect(verified.reports.at(-1)?.remedy).toBeTruthy();
    expect(JSON.stringify(verified)).not.toContain('SAMPLE-password');
  });

  it('articles that access rules hide are a lack of rights, not an empty instance', async () => {
    const sample = await start();
    const rows = sample.controls.instance.tables.kb_knowledge ?? [];
    sample.controls.switches.hiddenIds = new Set(rows.map(({ sys_id }) => sys_id));
    const verified = await runVerify(sample);
    expect(verified.error).toMatchObject({ code: 'insufficient_permissions' });
    sample.controls.instance.tables.kb_knowledge = [];
    expect(outcomes(await runVerify(sample))).toMatchObject({ read_article: 'unknown' });
  });

  it('sys_user and permissions may be closed', async () => {
    const forbiddenTables = new Set(['sys_user', 'kb_uc_can_read_mtom']);
    const verified = await runVerify(await start({ switches: { forbiddenTables } }));
    expect(verified.error).toBeUndefined();
    expect(outcomes(verified)).toMatchObject({
      signed_in: 'passed',
      read_permissions: 'failed',
      read_people: 'failed',
    });
  });

  it('each table and field that permissions need, with the role that opens it', async () => {
    const sample = await start();
    const { switches, instance } = sample.controls;
    switches.forbiddenTables = new Set([
      'kb_uc_cannot_read_mtom',
      'sys_properties',
      'cmn_location',
    ]);
    switches.hiddenFields = new Set([
      ...['sys_user_role.elevated_privilege', 'sys_user.locked_out'],
      'kb_knowledge.cannot_read_user_criteria',
    ]);
    for (const row of instance.tables.sys_user_grmember ?? []) switches.hiddenIds.add(row.sys_id);
    for (const asEmpty of [false, true]) {
      switches.hiddenFieldsAreEmpty = asEmpty;
      const { reports, error } = await runVerify(sample);
      expect(error).toBeUndefined();
      const last = (name: string) => reports.findLast((one) => one.name === name);
      expect(last('read_permissions')).toMatchObject({
        outcome: 'failed',
        detail: expect.stringMatching(
          /kb_knowledge \(hidden from it: cannot_read_user_criteria\); kb_uc_cannot_read_mtom \(refused\); sys_properties \(the rows glide\./,
        ),
        remedy: expect.stringMatching(/kb_uc_cannot_read_mtom.*knowledge_admin.*sys_properties/),
      });
      expect(last('read_people')).toMatchObject({
        outcome: 'failed',
        detail: expect.stringMatching(
          /sys_user \(hidden from it: locked_out\); sys_user_grmember \(some of its records are hidden\); sys_user_role \(hidden from it: elevated_privilege\); cmn_location \(refused\)/,
        ),
        remedy: expect.stringMatching(/user_admin.*cmn_location/),
      });
    }
  });

  it('criteria that are scripts are counted: outside of ServiceNow nobody can run them', async () => {
    const sample = await start();
    const said = async () =>
      (await runVerify(sample)).reports.findLast((one) => one.name === 'read_permissions')?.detail;
    expect(await said()).toContain('1 of them is a script');
    sample.controls.instance.tables.user_criteria = [];
    expect(await said()).not.toContain('script');
  });

  it('a chosen table that is not there, and a query that ServiceNow would ignore', async () => {
    const sample = await start();
    const missing = await runVerify(sample, { settings: { tables: [{ table: 'incidents' }] } });
    expect(missing.error).toMatchObject({ code: 'not_found' });
    const tables = [{ table: 'incident', query: 'actve=true' }];
    const wrong = await runVerify(sample, { settings: { tables } });
    expect(wrong.error).toMatchObject({ code: 'validation_failed' });
    expect(wrong.reports.at(-1)).toMatchObject({ name: 'read_tables', outcome: 'failed' });
  });
});
