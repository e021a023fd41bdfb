import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SAMPLE_INSTANCE_PASSWORD, SAMPLE_INSTANCE_USER } from './servicenow/server-context.ts';
import {
  type SampleServiceNow,
  startSampleServiceNow,
} from './servicenow/start-sample-servicenow.ts';

/** No client of others exists for ServiceNow, so the measured facts themselves are the judge. */
describe('the sample ServiceNow', () => {
  let sample: SampleServiceNow;
  beforeEach(async () => {
    sample = await startSampleServiceNow();
  });
  afterEach(() => sample.close());

  const pair = Buffer.from(`${SAMPLE_INSTANCE_USER}:${SAMPLE_INSTANCE_PASSWORD}`);
  const get = async (path: string) => {
    const headers = { authorization: `Basic ${pair.toString('base64')}` };
    const answer = await fetch(`${sample.url}/api/now/${path}`, { headers });
    return {
      status: answer.status,
      headers: answer.headers,
      body: (await answer.json()) as { result: unknown },
    };
  };
  const total = async (query: string) =>
    (await get(`table/incident?sysparm_limit=1&sysparm_query=${query}`)).headers.get(
      'x-total-count',
    );

  it('drops unknown fields from a query and returns every row, unless told otherwise', async () => {
    expect(await total('actve=true')).toBe('60');
    expect(await total('sys_id>')).toBe('60');
    sample.controls.switches.invalidQueryReturnsNoRows = true;
    expect(await total('actve=true')).toBe('0');
  });

  it('binds a condition behind ^NQ to the last group only', async () => {
    expect(Number(await total('active=true^NQactive=false^priority=1'))).toBeLessThan(60);
    expect(await total('active=true^ORactive=false')).toBe('60');
  });

  it('shows values raw, displayed or both, references with and without a link', async () => {
    const read = async (more: string) =>
      (
        (await get(`table/incident?sysparm_limit=1&sysparm_fields=state,opened_by${more}`)).body
          .result as Record<string, unknown>[]
      )[0] ?? {};
    expect(await read('')).toMatchObject({
      state: expect.stringMatching(/^\d$/),
      opened_by: { link: expect.stringContaining('/sys_user/'), value: expect.any(String) },
    });
    const noLink = '&sysparm_exclude_reference_link=true';
    expect((await read(noLink)).opened_by).toMatch(/^[0-9a-f]{32}$/);
    const all = await read(`${noLink}&sysparm_display_value=all`);
    const { display_value, value } = all.state as Record<string, string>;
    expect(display_value).not.toBe(value);
    expect((await read(`${noLink}&sysparm_display_value=true`)).opened_by).toMatch(/\w \w/);
  });

  it('counts before access rules, and links to the next page', async () => {
    const first = await get('table/kb_knowledge?sysparm_limit=10');
    expect(Number(first.headers.get('x-total-count'))).toBe(
      sample.controls.instance.tables.kb_knowledge?.length,
    );
    expect(first.headers.get('link')).toContain('rel="next"');
    expect(first.headers.get('link')).not.toContain('rel="prev"');
    const stats = await get('stats/incident?sysparm_count=true');
    expect(stats.body).toEqual({ result: { stats: { count: '60' } } });
  });

  it('refuses in the measured words', async () => {
    expect(await get('table/nothing')).toMatchObject({
      status: 400,
      body: { error: { message: 'Invalid table nothing' }, status: 'failure' },
    });
    expect(await get('table/sys_db_object')).toMatchObject({ status: 403 });
    expect(await get(`table/incident/${'0'.repeat(32)}`)).toMatchObject({ status: 404 });
    expect(await get('nonsense')).toMatchObject({ status: 400 });
    const token = await fetch(`${sample.url}/oauth_token.do`, { method: 'POST', body: 'x=1' });
    expect(token.status).toBe(401);
    expect(await token.json()).toEqual({
      error_description: 'access_denied',
      error: 'server_error',
    });
  });
});
