import { CLOUD_ID, SAMPLE_PASSWORD, SAMPLE_USERNAME } from '@rita/sample-sources';
import { afterEach, describe, expect, it } from 'vitest';
import { outcomesOf, runVerify, sampleServers } from './testing.ts';

const { start, closeAll } = sampleServers();
afterEach(closeAll);

type Run = Awaited<ReturnType<typeof runVerify>>;
const detailOf = ({ reports }: Run, name: string) =>
  reports.findLast((report) => report.name === name)?.detail;

describe('a verification that succeeds', () => {
  it.each(['cloud', 'data_center'] as const)('passes every check on %s', async (edition) => {
    const run = await runVerify(await start({ edition }));
    expect(run.error).toBeUndefined();
    expect(run.reports.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'address running',
      'address passed',
      'signed_in running',
      'signed_in passed',
      'list_spaces running',
      'list_spaces passed',
      'read_page running',
      'read_page passed',
      'read_permissions running',
      'read_permissions passed',
      'read_space_permissions running',
      'read_space_permissions passed',
      'read_site_permissions running',
      `read_site_permissions ${edition === 'cloud' ? 'not_needed' : 'passed'}`,
      'read_people running',
      'read_people passed',
      'read_groups running',
      'read_groups passed',
    ]);
    expect(detailOf(run, 'address')).toBe(
      edition === 'cloud' ? 'Confluence Cloud' : 'Confluence Data Center 10.2.10',
    );
    expect(detailOf(run, 'signed_in')).toBe('svc-assistant');
    expect(detailOf(run, 'list_spaces')).toBe('7 spaces');
    // Everybody in the organization sees the checks, so no page is named by its title.
    expect(detailOf(run, 'read_page')).toMatch(/^A page in \S.*$/);
  });

  it('offers spaces with counts, without personal, archived and hidden ones', async () => {
    const { result } = await runVerify(await start());
    expect(result?.options.spaces).toContainEqual({
      value: 'TEA',
      label: 'Tea knowledge',
      count: 23,
    });
    expect(JSON.stringify(result)).not.toMatch(/~557058ana|OLD|BOARD/);
  });

  it('reads all spaces although the server gives few at a time', async () => {
    const cloud = await runVerify(
      await start({ switches: { largestLimit: 2, emptyLastPage: true } }),
    );
    const center = await runVerify(
      await start({ edition: 'data_center', switches: { largestLimit: 2, undercountNext: true } }),
    );
    expect(cloud.result?.options.spaces).toHaveLength(7);
    expect(center.result?.options.spaces).toHaveLength(7);
  });

  it('takes user name and password, a context path, and an address copied from a page', async () => {
    const sample = await start({ edition: 'data_center', contextPath: '/confluence' });
    const run = await runVerify(sample, {
      settings: { url: `${sample.url}/spaces/ENG/overview` },
      credentials: { username: SAMPLE_USERNAME, password: SAMPLE_PASSWORD },
    });
    expect(run.error).toBeUndefined();
  });

  it('goes through Atlassian’s gateway when the site refuses a scoped token', async () => {
    const sample = await start({ switches: { scopedToken: true } });
    const hosts = {
      'https://acme.atlassian.net': sample.url,
      'https://api.atlassian.com': sample.url,
    };
    const run = await runVerify(sample, {
      settings: { url: 'https://acme.atlassian.net/wiki' },
      hosts,
    });
    expect(run.error).toBeUndefined();
    const gateway = sample.controls.calls.filter((call) =>
      call.includes(`/ex/confluence/${CLOUD_ID}/wiki/`),
    );
    expect(gateway.length).toBeGreaterThan(3);
    const direct = await runVerify(sample, {
      settings: { url: `https://api.atlassian.com/ex/confluence/${CLOUD_ID}` },
      hosts,
    });
    expect(direct.error).toBeUndefined();
  });

  it('takes lists as far as they go: it removes nothing', async () => {
    const sample = await start({ switches: { largestLimit: 4, repeatCursor: true } });
    const run = await runVerify(sample, { settings: { spaces: ['ENG'] } });
    expect(run.error).toBeUndefined();
    expect(run.result?.options.spaces?.length).toBeGreaterThan(1);
  });

  it('counts as verified when only restrictions cannot be read', async () => {
    const run = await runVerify(await start({ switches: { restrictionsForbidden: true } }));
    expect(run.error).toBeUndefined();
    expect(outcomesOf(run).read_permissions).toBe('failed');
  });

  it('grants one short pause that was asked for', async () => {
    const sample = await start();
    sample.controls.answerNext(/user\/current/, {
      status: 429,
      body: '',
      headers: { 'retry-after': '0.01' },
    });
    expect((await runVerify(sample)).error).toBeUndefined();
  });

  it('leaves counts out rather than failing over them', async () => {
    const sample = await start();
    sample.controls.answerNext(/rest\/api\/search\?/, { status: 500, body: '' }, 100);
    const { result } = await runVerify(sample);
    expect(result?.options.spaces).toContainEqual({ value: 'TEA', label: 'Tea knowledge' });
  });
});
