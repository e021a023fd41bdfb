import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PROBLEMS } from '@rita/contracts';
import { demoSite, SAMPLE_API_TOKEN, type SampleConfluenceOptions } from '@rita/sample-sources';
import { afterEach, describe, expect, it } from 'vitest';
import { outcomesOf, runVerify, sampleServers, WRONG_TOKEN } from './testing.ts';

const { start, closeAll } = sampleServers();
afterEach(closeAll);

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
    code: 'sign_in_page',
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
    options: { content: { ...demoSite(), spaces: [], content: [] } },
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
    expect(outcomesOf(run)[check]).toBe('failed');
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
    expect(outcomesOf(run)).toEqual({ address: 'failed' });
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
