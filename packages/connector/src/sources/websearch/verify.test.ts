import {
  SAMPLE_BRAVE_KEY,
  SAMPLE_TAVILY_KEY,
  type SampleWebsearch,
  startSampleWebsearch,
} from '@rita/sample-sources';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runVerify } from './testing.ts';

let sample: SampleWebsearch;
beforeEach(async () => {
  sample = await startSampleWebsearch();
});
afterEach(() => sample.close());

const BRAVE = {
  settings: { provider: 'brave', url: undefined },
  credentials: { api_key: SAMPLE_BRAVE_KEY },
};
const TAVILY = {
  settings: { provider: 'tavily', url: undefined },
  credentials: { api_key: SAMPLE_TAVILY_KEY },
};
const outcomes = ({ reports }: Awaited<ReturnType<typeof runVerify>>) =>
  reports
    .filter(({ outcome }) => outcome !== 'running')
    .map(({ name, outcome }) => `${name} ${outcome}`);

describe('SearXNG', () => {
  test('is found, needs no key, finds something, and offers engines and categories', async () => {
    const verified = await runVerify(sample);
    expect(outcomes(verified)).toEqual([
      'address passed',
      'signed_in not_needed',
      'trial_query passed',
    ]);
    expect(verified.reports[1]?.detail).toContain('SearXNG 2026.11.2');
    expect(verified.result?.options.categories).toContainEqual({ value: 'news', label: 'news' });
    expect(JSON.stringify(verified.result?.options.engines)).not.toContain('yandex');
    // Not a word of the provider's results is reported.
    expect(JSON.stringify(verified.reports)).not.toContain('tea is a');
  });

  test('JSON switched off is said with its remedy', async () => {
    sample.controls.switches.jsonDisabled = true;
    const verified = await runVerify(sample);
    expect(verified.error).toMatchObject({
      code: 'insufficient_permissions',
      message: expect.stringContaining('search.formats'),
    });
    expect(outcomes(verified).at(-1)).toBe('trial_query failed');
  });

  test.each([false, true])(
    'silent engines are a failure and not “nothing found” (old shape: %s)',
    async (old) => {
      Object.assign(sample.controls.switches, {
        enginesUnresponsive: true,
        oldUnresponsiveShape: old,
      });
      expect((await runVerify(sample)).error).toMatchObject({
        code: 'upstream_error',
        message: expect.stringContaining('duckduckgo'),
      });
    },
  );

  test('a saved query that finds nothing is no broken search', async () => {
    const verified = await runVerify(sample, { settings: { queries: ['qwertz uiop'] } });
    expect(outcomes(verified).at(-1)).toBe('trial_query unknown');
    expect(verified.error).toBeUndefined();
  });

  test('a proxy in front gets the key as it is meant', async () => {
    sample.controls.switches.proxyAuthorization = 'Bearer letmein';
    expect((await runVerify(sample)).error).toMatchObject({ code: 'invalid_credentials' });
    expect(
      (await runVerify(sample, { credentials: { api_key: 'letmein' } })).error,
    ).toBeUndefined();
    sample.controls.switches.proxyAuthorization = `Basic ${btoa('ada:pass')}`;
    expect(
      (await runVerify(sample, { credentials: { api_key: 'ada:pass' } })).error,
    ).toBeUndefined();
  });

  test.each([
    ['limiter', { status: 429, body: '<html>Too Many Requests</html>' }, 'rate_limited'],
    ['something else', { status: 200, body: '<html>Hello</html>' }, 'wrong_edition'],
    ['nothing', { status: 404, body: '<html>Not found</html>' }, 'wrong_edition'],
    ['other data', { status: 200, body: { hello: 'world' } }, 'upstream_error'],
    [
      'single sign-on',
      { status: 302, body: '', headers: { location: 'https://sso.acme.example/' } },
      'sign_in_page',
    ],
    ['a broken server', { status: 502, body: '<html>Bad gateway</html>' }, 'upstream_error'],
  ])('%s at the address', async (_, reply, code) => {
    sample.controls.answerWith(/config/, reply);
    expect((await runVerify(sample)).error).toMatchObject({ code });
  });
});

describe('Brave', () => {
  test('proves the key without a billed query, then makes one', async () => {
    const verified = await runVerify(sample, BRAVE);
    expect(outcomes(verified)).toEqual([
      'address passed',
      'signed_in passed',
      'trial_query passed',
    ]);
    const queries = sample.controls.calls.filter((call) => call.includes('?'));
    expect(queries.filter((call) => /[?&]q=/.test(call))).toHaveLength(1);
  });

  test.each([false, true])(
    'a bad key is a 422 that only its code tells apart (list: %s)',
    async (errorsAsList) => {
      sample.controls.switches.errorsAsList = errorsAsList;
      const { error } = await runVerify(sample, {
        ...BRAVE,
        credentials: { api_key: 'BSA-wrong' },
      });
      expect(error).toMatchObject({ code: 'invalid_credentials' });
      expect(JSON.stringify(error)).not.toContain('BSA-wrong');
    },
  );

  test('a key without a plan, a used up quota, and no key at all', async () => {
    expect((await runVerify(sample, { ...BRAVE, credentials: {} })).error).toMatchObject({
      code: 'credentials_required',
    });
    sample.controls.switches.quotaUsedUp = true;
    expect((await runVerify(sample, BRAVE)).error).toMatchObject({
      code: 'rate_limited',
      message: expect.stringContaining('month'),
    });
    sample.controls.switches.noSubscription = true;
    expect((await runVerify(sample, BRAVE)).error).toMatchObject({
      code: 'insufficient_permissions',
    });
  });
});

describe('Tavily', () => {
  test('shows the plan and finds something', async () => {
    const verified = await runVerify(sample, TAVILY);
    expect(verified.error).toBeUndefined();
    expect(JSON.stringify(verified.reports)).toContain('150 of 1000 credits used');
  });

  test('a bad key, a missing one although there is a keyless mode, and both limits', async () => {
    expect(
      (await runVerify(sample, { ...TAVILY, credentials: { api_key: 'tvly-x' } })).error,
    ).toMatchObject({ code: 'invalid_credentials' });
    sample.controls.switches.keyless = true;
    expect((await runVerify(sample, { ...TAVILY, credentials: {} })).error).toMatchObject({
      code: 'credentials_required',
    });
    for (const limit of [432, 433] as const) {
      sample.controls.switches.tavilyLimit = limit;
      expect((await runVerify(sample, TAVILY)).error).toMatchObject({ code: 'rate_limited' });
    }
  });
});
