import { type SampleWebsearch, startSampleWebsearch } from '@rita/sample-sources';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runSync } from './testing.ts';

const SENCHA = 'https://tea-atlas.example/teas/sencha';
const PAGE = /tea-atlas\.example\/teas\/sencha$/;

let sample: SampleWebsearch;
beforeEach(async () => {
  sample = await startSampleWebsearch({ realDomains: true });
  sample.controls.answerWith(/^\/search/, { status: 200, body: { results: [{ url: SENCHA }] } });
});
afterEach(() => sample.close());

const HTML = { 'content-type': 'text/html' };
const leadingTo = (target: string) =>
  `<title>Moved</title><meta http-equiv="refresh" content="0; url=${target}">`;
const answer = (match: RegExp, body: string, headers: Record<string, string> = {}) =>
  sample.controls.answerWith(match, { status: 200, body, headers: { ...HTML, ...headers } });
const read = (settings = {}) => runSync(sample, { settings: { queries: ['Sencha'], ...settings } });
const asked = (part: string) => sample.controls.calls.filter((call) => call.includes(part)).length;

test.each([
  ['by the page', leadingTo('matcha'), {}],
  ['by its header', '<p>Moved', { refresh: '0; url=/teas/matcha' }],
  [
    'by a page that asks not to be kept itself',
    `<meta name=robots content=noindex>${leadingTo('/teas/matcha')}`,
    {},
  ],
  ['with a header that says so', leadingTo('/teas/matcha'), { 'x-robots-tag': 'noindex' }],
])('a page is read where another one leads %s', async (_, body, headers) => {
  answer(PAGE, body, headers);
  const { documents, failed } = await read();
  expect(failed).toEqual([]);
  expect(documents).toMatchObject([
    {
      externalId: 'https://tea-atlas.example/teas/matcha',
      title: expect.stringContaining('Matcha'),
    },
  ]);
});

test('only within the domains of the connection', async () => {
  answer(PAGE, leadingTo('https://leaf-weekly.example/prices/june'));
  const { documents, failed } = await read({ allowed_domains: ['tea-atlas.example'] });
  expect(documents).toEqual([]);
  expect(failed).toMatchObject([{ externalId: SENCHA, code: 'blocked_address' }]);
  expect(asked('/prices/')).toBe(0);
});

test('only where robots.txt lets us', async () => {
  answer(PAGE, leadingTo('https://leaf-weekly.example/prices/june'));
  answer(/leaf-weekly\.example\/robots\.txt/, 'User-agent: *\nDisallow: /prices/');
  expect((await read()).failed).toMatchObject([{ code: 'insufficient_permissions' }]);
  expect(asked('/prices/')).toBe(0);
});

test('never into the network', async () => {
  answer(PAGE, leadingTo('https://169.254.169.254/latest/meta-data'));
  expect((await read()).failed).toMatchObject([{ externalId: SENCHA, code: 'blocked_address' }]);
});

test('pages that lead to each other are left in the end', async () => {
  answer(PAGE, leadingTo('/a'));
  answer(/tea-atlas\.example\/a$/, leadingTo('/teas/sencha'));
  expect((await read()).failed).toMatchObject([
    { code: 'upstream_error', reason: expect.stringContaining('again and again') },
  ]);
  expect(asked('/teas/sencha')).toBe(3);
});
