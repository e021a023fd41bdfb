import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PROBLEMS } from '@rita/contracts';
import {
  CLOUD_ID,
  SAMPLE_API_TOKEN,
  SAMPLE_PASSWORD,
  SAMPLE_USERNAME,
  type SampleConfluence,
  type SampleConfluenceOptions,
  startSampleConfluence,
} from '@rita/sample-sources';
import { afterEach, describe, expect, it } from 'vitest';
import { runVerify, WRONG_TOKEN } from './testing.ts';

const open: SampleConfluence[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((sample) => sample.close()));
});

async function start(options: SampleConfluenceOptions = {}): Promise<SampleConfluence> {
  const sample = await startSampleConfluence(options);
  open.push(sample);
  return sample;
}

type Run = Awaited<ReturnType<typeof runVerify>>;
const outcomes = ({ reports }: Run) =>
  Object.fromEntries(reports.map(({ name, outcome }) => [name, outcome]));
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
    ]);
    expect(detailOf(run, 'address')).toBe(
      edition === 'cloud' ? 'Confluence Cloud' : 'Confluence Data Center 10.2.10',
    );
    expect(detailOf(run, 'signed_in')).toBe('svc-assistant');
    expect(detailOf(run, 'list_spaces')).toBe('7 spaces');
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

  it('counts as verified when only restrictions cannot be read', async () => {
    const run = await runVerify(await start({ switches: { restrictionsForbidden: true } }));
    expect(run.error).toBeUndefined();
    expect(outcomes(run).read_permissions).toBe('failed');
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

type Refusal = {
  what: string;
  options?: SampleConfluenceOptions;
  change?: Parameters<typeof runVerify>[1];
  check: string;
  code: keyof typeof PROBLEMS;
  says?: RegExp;
};

const REFUSALS: Refusal[] = [
  {
    what: 'wrong token on Cloud (403)',
    change: { credentials: WRONG_TOKEN },
    check: 'signed_in',
    code: 'invalid_credentials',
    says: /e-mail or token is wrong, or .* no access/,
  },
  {
    what: 'token given as Bearer on Cloud',
    change: { credentials: { personal_access_token: SAMPLE_API_TOKEN } },
    check: 'signed_in',
    code: 'wrong_edition',
    says: /API token/,
  },
  {
    what: 'login page with 200',
    options: { switches: { loginPage: true } },
    check: 'signed_in',
    code: 'invalid_credentials',
    says: /login page/,
  },
  {
    what: 'redirect to an identity provider',
    options: { switches: { identityProvider: 'https://login.example.com/saml?token=x' } },
    check: 'signed_in',
    code: 'invalid_credentials',
    says: /login\.example\.com/,
  },
  {
    what: 'wrong secret on Data Center',
    options: { edition: 'data_center' },
    change: { credentials: { personal_access_token: 'no' } },
    check: 'signed_in',
    code: 'invalid_credentials',
  },
  {
    what: 'secret ignored, anonymous with 200',
    options: { edition: 'data_center', switches: { anonymousOnWrongSecret: true } },
    change: { credentials: { personal_access_token: 'no' } },
    check: 'signed_in',
    code: 'invalid_credentials',
    says: /anonymous/,
  },
  {
    what: 'captcha',
    options: { edition: 'data_center', switches: { captcha: true } },
    check: 'signed_in',
    code: 'invalid_credentials',
    says: /captcha/,
  },
  {
    what: 'API token on Data Center',
    options: { edition: 'data_center' },
    change: { credentials: { api_token: 'x' } },
    check: 'address',
    code: 'wrong_edition',
    says: /personal access token/,
  },
  {
    what: 'no space to see',
    options: { content: { spaces: [], content: [], users: [{ accountId: 'a', name: 'svc' }] } },
    check: 'list_spaces',
    code: 'insufficient_permissions',
  },
  {
    what: 'chosen space out of sight',
    change: { settings: { spaces: ['ENG', 'BOARD'] } },
    check: 'read_page',
    code: 'not_found',
    says: /BOARD/,
  },
  {
    what: 'CQL that Confluence does not understand',
    change: { settings: { cql: 'colour = red' } },
    check: 'read_page',
    code: 'validation_failed',
    says: /CQL/,
  },
];

describe('a verification that fails', () => {
  it.each(REFUSALS)('$what → $check $code', async ({ options, change, check, code, says }) => {
    const run = await runVerify(await start(options ?? {}), change ?? {});
    expect(run.error).toMatchObject({ name: 'SourceError', code });
    expect(outcomes(run)[check]).toBe('failed');
    const report = run.reports.at(-1);
    expect(report).toMatchObject({ name: check, remedy: PROBLEMS[code].remedy });
    if (says) expect(report?.detail).toMatch(says);
    expect(JSON.stringify(run.reports)).not.toContain('token=x');
  });

  it('gives up on a 429 that names no short time', async () => {
    const sample = await start();
    sample.controls.answerNext(/user\/current/, { status: 429, body: '' }, 9);
    expect((await runVerify(sample)).error).toMatchObject({ code: 'rate_limited' });
  });

  it('says so when something else answers at the address', async () => {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>a shop</html>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const stranger = { ...(await start()), url };
    const run = await runVerify(stranger, {
      settings: { url },
      credentials: { personal_access_token: 'x' },
    });
    server.close();
    expect(run.error).toMatchObject({ code: 'wrong_edition' });
    expect(outcomes(run)).toEqual({ address: 'failed' });
  });

  it('tells a site that does not exist from a wrong secret', async () => {
    const sample = await start({ edition: 'data_center' });
    const run = await runVerify(sample, {
      settings: { url: 'https://nobody.atlassian.net' },
      hosts: { 'https://nobody.atlassian.net': sample.url },
    });
    expect(run.error).toMatchObject({ code: 'not_found' });
  });
});
