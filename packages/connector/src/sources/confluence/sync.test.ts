import { afterAll, describe, expect, it } from 'vitest';
import { sync } from './sync.ts';
import {
  contentOf,
  idsOf,
  itemOf,
  openRun,
  restrictionsOf,
  revisions,
  runSync,
  sampleServers,
  TEA,
  titled,
} from './testing.ts';

const { start, closeAll } = sampleServers();
afterAll(closeAll);

const EDITIONS = ['cloud', 'data_center'] as const;

it.each(EDITIONS)('of %s, every current page is read once, within 15 s', async (edition) => {
  const sample = await start({ edition });
  const startedAt = performance.now();
  const outcome = await runSync(sample);
  expect(outcome.error).toBeUndefined();
  const keys = ['ENG', 'OPS', 'PROD', 'HR', 'SEC', 'FIN', 'TEA'];
  const expected = keys.flatMap((key) => contentOf(sample, key)).map(({ id }) => id);
  expect(idsOf(outcome).toSorted()).toEqual(expected.toSorted());
  expect(performance.now() - startedAt).toBeLessThan(15_000);
  expect(outcome.pages.at(-1)?.checkpoint).toBeNull();
  expect(outcome.pages[0]).toMatchObject({ total: expected.length, phase: 'Engineering' });
  expect(titled(outcome, 'Old VPN guide')).toBeUndefined();
});

// Some of them wait before they repeat a call.
describe.each(EDITIONS)('a sync of %s', { concurrent: true, timeout: 120_000 }, (edition) => {
  it('tells author, dates, path, original and readers', async () => {
    const sample = await start({ edition });
    const page = titled(
      await runSync(sample, { settings: { spaces: ['SEC'] } }),
      'List of contacts for incidents',
    );
    const item = itemOf(sample, 'List of contacts for incidents');
    expect(page).toMatchObject({
      author: 'Femi Adeyemi',
      path: ['Security', 'Home'],
      createdAt: new Date(item.createdAt),
      updatedAt: new Date(item.version.createdAt),
    });
    const { accountId } = itemOf(sample, 'List of contacts for incidents').readers?.users[0] ?? {};
    const isCloud = edition === 'cloud';
    const group = isCloud ? '8f6e1c50-0000-4000-8000-000000000003' : 'security-team';
    const user = isCloud ? accountId : accountId?.replaceAll(/\W/g, '');
    expect(restrictionsOf(page)).toEqual([[`group:${group}`, `user:${user}`]]);
    expect(JSON.stringify(page?.access)).toContain(isCloud ? '-000000000006"' : 'group:leads');
    expect(page?.url).toContain(`/spaces/SEC/pages/${item.id}/`);
  });

  it('skips what has not changed, and reads what moved, was renamed above or was restricted', async () => {
    const sample = await start({ edition });
    const known = revisions((await runSync(sample)).documents);
    sample.controls.calls.length = 0;
    const again = await runSync(sample, { known });
    expect(again.documents).toEqual([]);
    expect(again.unchanged).toHaveLength(known.size);
    expect(sample.controls.calls.filter((call) => /body-format|body\./.test(call))).toEqual([]);

    itemOf(sample, 'Gyokuro').parentId = itemOf(sample, 'Sencha Yabukita').id;
    itemOf(sample, 'Briefs').title = 'Product briefs';
    itemOf(sample, 'Assam Mokalbari').readers = { users: [], groups: ['tasters'] };
    const third = await runSync(sample, { known });
    const changed = third.documents.map(({ title }) => title);
    expect(changed).toEqual(
      expect.arrayContaining(['Gyokuro', 'Assam Mokalbari', 'Brief: Dark mode']),
    );
    expect(titled(third, 'Gyokuro')?.path.at(-1)).toBe('Sencha Yabukita');
    expect(third.unchanged.length + third.documents.length).toBe(known.size);
  });

  it('hands a restriction down to the pages below', async () => {
    const sample = await start({ edition });
    itemOf(sample, 'Our teas').readers = { users: [], groups: ['tasters', 'buyers'] };
    itemOf(sample, 'Keemun').readers = { users: [], groups: ['buyers', 'guests'] };
    const outcome = await runSync(sample, TEA);
    const above = ['group:buyers', 'group:tasters'];
    expect(restrictionsOf(titled(outcome, 'Gyokuro'))).toEqual([above]);
    // Both have to be met, by whoever is in a group of each.
    expect(restrictionsOf(titled(outcome, 'Keemun'))).toEqual([
      ['group:buyers', 'group:guests'],
      above,
    ]);
  });

  it('names no readers rather than all when restrictions are out of sight', async () => {
    const sample = await start({ edition, switches: { restrictionsForbidden: true } });
    const outcome = await runSync(sample, TEA);
    expect(outcome.error).toBeUndefined();
    expect(restrictionsOf(titled(outcome, 'Gyokuro'))).toBe('refused');
  });

  it('finds everything although limits are capped and `next` counts too little', async () => {
    const sample = await start({
      edition,
      switches: { largestLimit: 7, undercountNext: true, emptyLastPage: true },
    });
    const outcome = await runSync(sample, { settings: { spaces: ['ENG'] } });
    const ids = contentOf(sample, 'ENG').map(({ id }) => id);
    expect(idsOf(outcome).toSorted()).toEqual(ids.toSorted());
  });

  it('keeps what a list named before it broke off, says so, and takes nothing as gone', async () => {
    const sample = await start({ edition, switches: { largestLimit: 10 } });
    sample.controls.answerNext(
      edition === 'cloud' ? /spaces\/65007\/pages.*cursor/ : /content\/search.*start=10/,
      { status: 404, body: { message: 'gone' } },
      99,
    );
    const known = new Map([['99000099', 'older']]);
    const outcome = await runSync(sample, { ...TEA, known });
    expect(outcome).toMatchObject({ error: undefined, gone: [], end: { isComplete: false } });
    expect(outcome.documents.length).toBeGreaterThanOrEqual(10);
    expect(outcome.failed).toMatchObject([
      { externalId: 'list-of-pages:65007', title: 'List of pages of Tea knowledge' },
    ]);
  });

  it('fails where nothing is known: no list of a chosen space can be read', async () => {
    const sample = await start({ edition });
    const list = edition === 'cloud' ? /spaces\/65007\// : /content\/search/;
    sample.controls.answerNext(list, { status: 400, body: { message: 'no' } }, 99);
    const outcome = await runSync(sample, { ...TEA, known: new Map([['99000099', 'older']]) });
    expect(outcome).toMatchObject({ error: { code: 'upstream_error' }, documents: [], gone: [] });
  });

  it('leaves out what went away between listing and reading, and names what cannot be read', async () => {
    const sample = await start({ edition });
    const gone = itemOf(sample, 'Keemun');
    const broken = itemOf(sample, 'Gyokuro');
    sample.controls.switches.brokenBodyOf = broken.id;
    // The listing is over when the first restriction is asked for.
    sample.controls.onCall = (call) => {
      if (call.includes('/restriction/')) gone.status = 'trashed';
    };
    const outcome = await runSync(sample, TEA);
    expect(outcome.error).toBeUndefined();
    expect(idsOf(outcome)).not.toContain(gone.id);
    expect(outcome.failed).toEqual([
      expect.objectContaining({ externalId: broken.id, title: 'Gyokuro', code: 'upstream_error' }),
    ]);
    expect(outcome.documents).toHaveLength(contentOf(sample, 'TEA').length - 1);
  }, 60_000);

  it('takes an older body after one more try and records its version', async () => {
    const sample = await start({ edition });
    const item = itemOf(sample, 'Keemun');
    sample.controls.edit(item.id, { body: '<p>new</p>' });
    sample.controls.switches.staleBodies = 1_000;
    const stale = await runSync(sample, TEA);
    expect(titled(stale, 'Keemun')?.revision).toMatch(new RegExp(`^${item.version.number - 1}-`));
    sample.controls.switches.staleBodies = 0;
    const later = await runSync(sample, { ...TEA, known: revisions(stale.documents) });
    expect(idsOf(later)).toContain(item.id);
  });

  it('narrows by labels and CQL, never beyond the chosen spaces', async () => {
    const sample = await start({ edition });
    const labelled = await runSync(sample, { settings: { include_labels: ['runbook'] } });
    expect(labelled.documents.length).toBeGreaterThan(10);
    expect(labelled.documents.every(({ title }) => title.startsWith('Runbook:'))).toBe(true);
    const without = await runSync(sample, {
      settings: { spaces: ['OPS'], exclude_labels: ['runbook'] },
    });
    expect(without.documents.some(({ title }) => title.startsWith('Runbook:'))).toBe(false);
    expect(without.documents.length).toBeGreaterThan(10);
    const cql = await runSync(sample, {
      settings: { spaces: ['TEA'], cql: 'title ~ "Sencha" or space = "HR"' },
    });
    expect(cql.documents.map(({ title }) => title)).toEqual(['Sencha Yabukita']);
  });

  it('reads personal and archived spaces when they are chosen, and only then', async () => {
    const sample = await start({ edition });
    const outcome = await runSync(sample, { settings: { spaces: ['OLD', '~557058ana'] } });
    expect(outcome.documents).toHaveLength(5);
  });

  it('reads the other spaces when a chosen one is gone, and then says so', async () => {
    const outcome = await runSync(await start({ edition }), {
      settings: { spaces: ['BOARD', 'TEA'] },
    });
    expect(outcome.documents).toHaveLength(23);
    expect(outcome.error).toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('BOARD'),
    });
  });

  it('goes on after a checkpoint without reading anything twice or leaving anything out', async () => {
    const sample = await start({ edition });
    const whole = await runSync(sample);
    const stop = whole.pages.findIndex((page) => page.phase === 'Operations');
    const checkpoint = JSON.parse(JSON.stringify(whole.pages[stop]?.checkpoint));
    const rest = await runSync(sample, { checkpoint });
    const before = whole.pages.slice(0, stop + 1).flatMap((page) => page.documents);
    expect([...before.map(({ externalId }) => externalId), ...idsOf(rest)]).toEqual(idsOf(whole));
  });

  it('waits when asked to, and goes on', async () => {
    const sample = await start({ edition });
    sample.controls.answerNext(
      /restriction/,
      { status: 429, body: '', headers: { 'retry-after': '0.05' } },
      2,
    );
    const outcome = await runSync(sample, TEA);
    expect(outcome.documents).toHaveLength(23);
    expect(outcome.waits.length).toBeGreaterThan(0);
  });

  it('names included pages, whose readers may be others, and keeps two sites in one process apart', async () => {
    const [one, other] = [await start({ edition }), await start({ edition })];
    itemOf(other, 'Timeouts and retries').body = '<p>Never retry.</p>';
    const [first, second] = await Promise.all([
      runSync(one, { settings: { spaces: ['ENG'] } }),
      runSync(other, { settings: { spaces: ['ENG'] } }),
    ]);
    expect(titled(first, 'identity: interface notes')?.body).toContain(
      'Included page: Timeouts and retries',
    );
    expect(titled(first, 'identity: interface notes')?.body).not.toContain('three attempts');
    expect(titled(first, 'Timeouts and retries')?.body).toContain('three attempts');
    expect(titled(second, 'Timeouts and retries')?.body).toContain('Never retry.');
    expect(titled(second, 'Home')?.url).toContain(other.url);
  });
});

it('stops at once when the run is cancelled', async () => {
  const sample = await start();
  const run = openRun(sample);
  const pages = sync(run.context, {
    checkpoint: null,
    knownRevision: async () => undefined,
    knownDocuments: async () => [],
  });
  const read = async () => {
    for await (const page of pages) if (page.documents.length > 0) run.abort();
  };
  await expect(read()).rejects.toThrow('stopped');
  await run.close();
});
