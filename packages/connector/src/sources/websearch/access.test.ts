import { type SampleWebsearch, startSampleWebsearch } from '@rita/sample-sources';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SourceHttp, SourceRequest } from '../../egress/source-http.ts';
import { createAccessModel } from '../testing/access-model.ts';
import { accessOf } from './access.ts';
import { readAccess } from './read-access.ts';
import { openRun, runReadAgain, runSync } from './testing.ts';

const ANYBODY = { personId: 'p-1', addresses: [] };
const NOW = new Date('2026-11-28T12:00:00Z');
const QUERY = { queries: ['Sencha'] };

test.each([
  [true, undefined, 'public'],
  [true, 'nobody', 'public'],
  [true, 'everyone', 'public'],
  [false, undefined, 'nobody'],
  [false, 'nobody', 'nobody'],
  [false, 'everyone', 'public'],
] as const)('on the internet: %s, inside: %s → %s', (isPublic, internal_pages, kind) => {
  expect(accessOf({ ...(internal_pages ? { internal_pages } : {}) }, isPublic).kind).toBe(kind);
});

describe('a page', () => {
  let sample: SampleWebsearch;
  beforeEach(async () => {
    sample = await startSampleWebsearch({ realDomains: true });
  });
  afterEach(() => sample.close());
  const page = () => {
    const found = sample.controls.web.pages.find(({ title }) => title.startsWith('Sencha'));
    if (!found) throw new Error('no page');
    return found;
  };
  const results = (...urls: string[]) =>
    sample.controls.answerWith(/^\/search/, {
      status: 200,
      body: { results: urls.map((url) => ({ url })) },
    });

  test('that is closed by now is removed, in a sync and when it is read again', async () => {
    const first = await runSync(sample, { settings: QUERY });
    const address = sample.controls.addressOf(page());
    expect(first.documents.find((one) => one.externalId === address)?.access).toEqual({
      kind: 'public',
    });
    for (const status of [401, 403] as const) {
      page().closed = status;
      const second = await runSync(sample, { settings: QUERY, known: first.revisions });
      expect(second.removed).toEqual([address]);
      const item = { externalId: address, title: null, url: address };
      const again = await runReadAgain(sample, [item], { settings: QUERY });
      expect(again.removed).toEqual([address]);
      expect(again.failed).toMatchObject([{ code: 'insufficient_permissions' }]);
    }
  });

  test('inside a network is nobody’s unless an owner opens it', async () => {
    const inside = { ...page(), domain: 'intranet.northwind.example' };
    sample.controls.web.pages.push(inside);
    const address = sample.controls.addressOf(inside);
    results(address);
    const settings = {
      ...QUERY,
      allowed_domains: ['northwind.example'],
      internal_pages: 'nobody',
    };
    const hidden = await runSync(sample, { settings });
    expect(hidden.documents).toMatchObject([{ externalId: address, access: { kind: 'nobody' } }]);
    const open = await runSync(sample, { settings: { ...settings, internal_pages: 'everyone' } });
    expect(open.documents).toMatchObject([{ externalId: address, access: { kind: 'public' } }]);
  });

  test.each([
    ['by its answer', (to: string) => ({ status: 302, body: '', headers: { location: to } })],
    [
      'by itself',
      (to: string) => ({
        status: 200,
        body: `<meta http-equiv=refresh content="0;url=${to}">`,
        headers: { 'content-type': 'text/html' },
      }),
    ],
  ])('to which an address inside a network leads %s is not kept', async (_, leadsTo) => {
    const { domain, path } = page();
    const answer = leadsTo(`https://${domain}${path}`);
    sample.controls.answerWith(/intranet\.northwind\.example\/go/, answer);
    results('https://intranet.northwind.example/go');
    const { documents, failed } = await runSync(sample, { settings: QUERY });
    expect(documents).toEqual([]);
    expect(failed).toMatchObject([{ code: 'blocked_address' }]);
  });
});

/** Random histories of pages that close and open, hosts that move, and an owner who changes their mind. */
describe('oracle', () => {
  const HOSTS = ['tea.example', 'leaf.example', 'pot.example'];
  let sample: SampleWebsearch;
  beforeAll(async () => {
    const pages = HOSTS.flatMap((domain) =>
      ['one', 'two'].map((name) => ({
        domain,
        path: `/${name}`,
        title: `Sencha ${name}`,
        author: 'Mira Okonkwo',
        publishedAt: '2026-01-12T07:30:00Z',
        body: `<p>Sencha is a tea. ${domain} says so in page ${name}.</p>`,
      })),
    );
    sample = await startSampleWebsearch({ realDomains: true, web: { pages, robots: {} } });
  });
  afterAll(() => sample.close());

  type Step =
    | { do: 'close'; page: number; status: 401 | 403 | null }
    | { do: 'move'; host: number; isInside: boolean }
    | { do: 'choose'; internal: 'nobody' | 'everyone' }
    | { do: 'sync' }
    | { do: 'read' };
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({
      do: fc.constant('close' as const),
      page: fc.nat(HOSTS.length * 2 - 1),
      status: fc.constantFrom(401 as const, 403 as const, null),
    }),
    fc.record({
      do: fc.constant('move' as const),
      host: fc.nat(HOSTS.length - 1),
      isInside: fc.boolean(),
    }),
    fc.record({
      do: fc.constant('choose' as const),
      internal: fc.constantFrom('nobody' as const, 'everyone' as const),
    }),
    fc.constantFrom({ do: 'sync' as const }, { do: 'read' as const }),
  );

  /** Answers as if some hosts were inside a network. */
  const placing = (inside: ReadonlySet<string>) => (http: SourceHttp) => ({
    send: async (request: SourceRequest) => {
      const answer = await http.send(request);
      return inside.has(new URL(answer.url).hostname) ? { ...answer, isPublic: false } : answer;
    },
  });

  async function perform(steps: readonly Step[]): Promise<void> {
    const model = createAccessModel();
    const inside = new Set<string>();
    let known = new Map<string, string>();
    let internal_pages: 'nobody' | 'everyone' = 'nobody';
    const change = () => ({
      settings: { ...QUERY, allowed_domains: HOSTS, internal_pages },
      through: placing(inside),
    });
    for (const page of sample.controls.web.pages) delete page.closed;
    const sync = async () => {
      const outcome = await runSync(sample, { ...change(), known });
      expect(outcome.error).toBeUndefined();
      model.applySync(outcome);
      known = outcome.kept.known;
    };
    const read = async () => {
      const outcome = await model.read(readAccess, () => openRun(sample, change()));
      expect(outcome).toMatchObject({ error: undefined, end: { people: true, documents: true } });
    };
    for (const one of steps) {
      if (one.do === 'sync') await sync();
      else if (one.do === 'read') await read();
      else if (one.do === 'choose') internal_pages = one.internal;
      else if (one.do === 'move') {
        const host = HOSTS[one.host] ?? '';
        if (one.isInside) inside.add(host);
        else inside.delete(host);
      } else {
        const page = sample.controls.web.pages[one.page];
        if (page && one.status) page.closed = one.status;
        else if (page) delete page.closed;
      }
    }
    await sync();
    await read();
    for (const page of sample.controls.web.pages) {
      const address = sample.controls.addressOf(page);
      const isChosen = internal_pages === 'everyone' || !inside.has(page.domain);
      const mayOpen = sample.controls.mayOpen({ address: '' }, address) && isChosen;
      expect(model.finds(ANYBODY, address, NOW), address).toBe(mayOpen);
    }
  }

  test('a page is found exactly when it is open and not inside, or its inside was opened', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 8 }), perform), { numRuns: 60 });
  }, 60_000);
});
