import { type SampleSharePoint, startSampleSharePoint } from '@rita/sample-sources';
import { createCertificate } from '@rita/test-kit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { endpointsOf } from './clouds.ts';
import type { SharePointSettings } from './context.ts';
import { runVerify } from './testing.ts';

let sample: SampleSharePoint;
beforeEach(async () => {
  sample = await startSampleSharePoint();
});
afterEach(() => sample.close());

type Report = Awaited<ReturnType<typeof runVerify>>['reports'];
const outcomes = (reports: Report) =>
  Object.fromEntries(reports.map(({ name, outcome }) => [name, outcome]));

test('all checks but one pass with a secret, each told as it begins and ends; sites and libraries to choose from', async () => {
  const { result, error, reports } = await runVerify(sample);
  expect(error).toBeUndefined();
  expect(outcomes(reports)).toEqual({
    token: 'passed',
    consent: 'passed',
    list_sites: 'passed',
    read_library: 'passed',
    read_permissions: 'passed',
    read_people: 'passed',
    read_groups: 'passed',
    // For those a certificate is needed.
    read_site_groups: 'failed',
  });
  const sites = result?.options.sites as { value: string; label: string }[];
  // Neither OneDrive nor the stores of other apps.
  expect(sites.map(({ label }) => label).toSorted()).toEqual([
    'Engineering',
    'Northwind Tea',
    'People',
    'Sales & Marketing',
  ]);
  expect(JSON.stringify(result?.options.libraries)).toContain('People / Forms and templates');
});

test.each([
  ['wrong_secret', 'invalid_credentials', 'not its id'],
  ['expired_secret', 'credentials_expired', 'expired'],
  ['unknown_client', 'invalid_credentials', 'client id'],
  ['unknown_tenant', 'not_found', 'tenant'],
] as const)('%s is told as %s', async (tokenError, code, words) => {
  sample.controls.switches.tokenError = tokenError;
  const { error, reports } = await runVerify(sample);
  expect(error).toMatchObject({ code });
  expect(reports.at(-1)).toMatchObject({ name: 'token', outcome: 'failed' });
  expect(reports.at(-1)?.detail).toContain(words);
});

test('no consent is seen in the token, with the way to give it', async () => {
  sample.controls.switches.consent = 'none';
  const { error, reports } = await runVerify(sample);
  expect(error).toMatchObject({ code: 'insufficient_permissions' });
  expect(reports.at(-1)).toMatchObject({ name: 'consent', outcome: 'failed' });
  expect(reports.at(-1)?.remedy).toContain('Grant admin consent');
});

describe('Sites.Selected', () => {
  beforeEach(() => {
    sample.controls.switches.consent = 'selected';
  });

  test('without an address it says what is needed', async () => {
    const { error, reports } = await runVerify(sample);
    expect(error).toMatchObject({ code: 'insufficient_permissions' });
    expect(reports.at(-1)?.detail).toContain('type the address');
  });

  test('with an address the site and its libraries are found', async () => {
    const site_url = `${sample.url}/sites/people`;
    const { result, error, reports } = await runVerify(sample, { settings: { site_url } });
    expect(error).toBeUndefined();
    expect(outcomes(reports).list_sites).toBe('unknown');
    const value = `${sample.settings.sharepoint_url}/sites/people`;
    expect(result?.options.sites).toEqual([{ value, label: 'People' }]);
  });

  test('an address that does not exist is named', async () => {
    const site_url = `${sample.url}/sites/nowhere`;
    const { error } = await runVerify(sample, { settings: { site_url } });
    expect(error).toMatchObject({ code: 'not_found' });
    expect(String(error)).toContain('/sites/nowhere');
  });
});

test('hidden permissions fail their check and nothing else', async () => {
  sample.controls.switches.permissionsForbidden = true;
  const { error, reports } = await runVerify(sample);
  expect(error).toBeUndefined();
  expect(outcomes(reports).read_permissions).toBe('failed');
});

test.each([
  ['read_people', { rights: ['GroupMember.Read.All'] }, 'User.Read.All'],
  ['read_people', { userProperties: 'basic' }, 'User.Read.All'],
  ['read_groups', { rights: ['User.Read.All'] }, 'GroupMember.Read.All'],
  ['read_site_groups', {}, 'certificate'],
  ['read_site_groups', {}, 'Sites.FullControl.All'],
] as const)('%s that is missing is named, and costs nothing else', async (name, change, right) => {
  Object.assign(sample.controls.switches, change);
  const { error, reports } = await runVerify(sample);
  expect(error).toBeUndefined();
  const told = reports.findLast((report) => report.name === name);
  expect(told).toMatchObject({ outcome: 'failed', remedy: expect.stringContaining(right) });
  const failed = Object.entries(outcomes(reports)).filter(([, outcome]) => outcome === 'failed');
  const names = failed.map(([check]) => check);
  expect(new Set(names)).toEqual(new Set([name, 'read_site_groups']));
});

test('how often permissions have to be asked for is told', async () => {
  const detail = async () => {
    const { reports } = await runVerify(sample);
    return reports.findLast(({ name }) => name === 'read_permissions')?.detail;
  };
  expect(await detail()).toContain('each file is asked for each time');
  sample.controls.switches.rights.push('Sites.FullControl.All');
  expect(await detail()).toContain('only what was shared anew');
});

test('a certificate signs in, its end is known, and it shows who is in the groups of sites', async () => {
  const pem = createCertificate(30);
  const other = await startSampleSharePoint({ certificate: pem });
  const credentials = { certificate_pem: pem };
  const { result, error, reports } = await runVerify(other);
  expect(error).toBeUndefined();
  expect(new Set(Object.values(outcomes(reports)))).toEqual(new Set(['passed']));
  const days = ((result?.credentialsExpireAt?.getTime() ?? 0) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(29);
  expect((await runVerify(sample, { credentials })).error).toMatchObject({
    code: 'invalid_credentials',
  });
  other.controls.switches.rest = 'refused';
  const refused = await runVerify(other);
  expect(refused.error).toBeUndefined();
  expect(outcomes(refused.reports).read_site_groups).toBe('failed');
  await other.close();
});

test('a certificate without its key is said to be incomplete', async () => {
  const certificate_pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
  const { error } = await runVerify(sample, { credentials: { certificate_pem } });
  expect(error).toMatchObject({ code: 'invalid_credentials' });
  expect(String(error)).toContain('private key');
});

test('the secret is in no report and no error', async () => {
  const credentials = { client_secret: 'canary-of-sharepoint' };
  const { error, reports } = await runVerify(sample, { credentials });
  expect(error).toMatchObject({ code: 'invalid_credentials' });
  expect(JSON.stringify([error, reports])).not.toContain('canary-of-sharepoint');
});

test.each([
  [undefined, 'https://graph.microsoft.com', 'https://login.microsoftonline.com'],
  ['us_government', 'https://graph.microsoft.us', 'https://login.microsoftonline.us'],
  ['us_dod', 'https://dod-graph.microsoft.us', 'https://login.microsoftonline.us'],
  ['china', 'https://microsoftgraph.chinacloudapi.cn', 'https://login.chinacloudapi.cn'],
] as const)('cloud %s', (cloud, graph, login) => {
  expect(endpointsOf({ cloud } as SharePointSettings)).toEqual({ graph, login });
});
