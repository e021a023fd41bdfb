import { type SampleSharePoint, startSampleSharePoint } from '@rita/sample-sources';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { countReadable, itemNamed, runSync, titled } from './testing.ts';

// Each test downloads and converts some two hundred files, several of them more than once.
vi.setConfig({ testTimeout: 30_000 });

let sample: SampleSharePoint;
beforeEach(async () => {
  sample = await startSampleSharePoint();
});
afterEach(() => sample.close());

describe('a first sync', () => {
  test('brings every file and page with text, place, author and readers', async () => {
    const first = await runSync(sample);
    expect(first.error).toBeUndefined();
    expect(first.failed).toEqual([]);
    expect(first.stored.size).toBe(countReadable(sample));
    expect(first.end?.isComplete).toBe(true);
    const word = titled(first.stored, 'Vacation.docx');
    expect(word?.path).toEqual(['People', 'Documents', 'Policies', 'People']);
    expect(word?.body).toContain('## Rules');
    expect(word?.body).toMatch(/\| 1 \| 30 days a year/);
    expect(word?.access).toMatchObject({
      kind: 'rule',
      layers: [
        [
          { principal: expect.stringMatching(/^sitegroup:[0-9a-f-]{36}:3$/) },
          { principal: expect.stringMatching(/^group:[0-9a-f-]{36}$/) },
          { principal: expect.stringMatching(/^group:[0-9a-f-]{36}$/) },
        ],
      ],
    });
    const news = titled(first.stored, 'The new warehouse opens in March');
    expect(news?.access).toMatchObject({ kind: 'rule' });
    expect(word?.updatedAt).toBeInstanceOf(Date);
    expect(titled(first.stored, 'Vacation form.pdf')?.body).toContain(
      'Give this page to your lead',
    );
    expect(news?.body).toMatch(/^News of the company\n\n/);
    expect(news?.body).toContain('Rotterdam');
    expect(news?.body).toMatch(/^- \[More about .+\]\(https?:\/\/[^/]+\/sites\/tea\/more\)$/m);
    expect(titled(first.stored, 'Phone list.csv')?.body).toContain('| Ana Lindqvist | Platform |');
    expect(JSON.stringify([...first.stored.values()])).not.toContain('tempauth');
    expect(JSON.stringify(first.cursor)).not.toContain('tempauth');
  });

  test('pages of any size, twice-told items and empty pages make no difference', async () => {
    const whole = await runSync(sample);
    Object.assign(sample.controls.switches, {
      largestPage: 7,
      duplicates: true,
      emptyMiddlePage: true,
      pathlessDelta: true,
    });
    const odd = await runSync(sample);
    expect(odd.error).toBeUndefined();
    expect([...odd.stored.keys()].toSorted()).toEqual([...whole.stored.keys()].toSorted());
    expect(titled(odd.stored, 'Vacation.docx')?.path).toEqual([
      'People',
      'Documents',
      'Policies',
      'People',
    ]);
  });

  test('goes on after a stop where it was, without doing it again', async () => {
    const stored = new Map();
    const seen = new Set<string>();
    sample.controls.switches.largestPage = 20;
    const cut = await runSync(sample, { stored, seen, stopAfter: 9 });
    const rest = await runSync(sample, { stored, seen, checkpoint: cut.checkpoint });
    expect(rest.error).toBeUndefined();
    expect(stored.size).toBe(countReadable(sample));
    const again = rest.written.filter(({ externalId }) =>
      cut.written.some((document) => document.externalId === externalId),
    );
    expect(again).toEqual([]);
  });

  test('an expired download address and an expired token are asked for anew', async () => {
    Object.assign(sample.controls.switches, {
      expiredDownloads: 1,
      expiredTokens: 1,
      emptyAnswers: 1,
    });
    const result = await runSync(sample, { settings: { site_url: `${sample.url}/sites/sales` } });
    expect(result.error).toBeUndefined();
    expect(result.failed).toEqual([]);
    expect(result.written.length).toBeGreaterThan(10);
  });

  test('a next page at another host is not called', async () => {
    Object.assign(sample.controls.switches, {
      largestPage: 5,
      foreignNextLink: 'http://127.0.0.1:1',
    });
    const result = await runSync(sample);
    expect(result.error).toBeUndefined();
    expect(result.failed.length).toBeGreaterThan(0);
    for (const { reason } of result.failed) expect(reason).toContain('not its own');
    expect(result.end).toEqual({ isComplete: false, cursor: null });
  });

  test('a locked site is skipped, told of, and loses nothing', async () => {
    const first = await runSync(sample);
    const sales = sample.controls.tenant.sites.find(({ path }) => path === '/sites/sales');
    if (sales) sales.access = 'locked';
    const second = await runSync(sample, { stored: first.stored });
    expect(second.failed).toMatchObject([
      { title: 'Sales & Marketing', code: 'insufficient_permissions' },
    ]);
    expect(second.end).toEqual({ isComplete: false, cursor: null });
    expect(first.stored.size).toBe(countReadable(sample));
  });

  test('Sites.Selected: a typed site is read, an empty list is no empty source', async () => {
    sample.controls.switches.consent = 'selected';
    const typed = await runSync(sample, {
      settings: { site_url: `${sample.url}/sites/people/SitePages/Home.aspx` },
    });
    expect(typed.error).toBeUndefined();
    expect(new Set(typed.written.map(({ path }) => path[0]))).toEqual(new Set(['People']));
    expect((await runSync(sample)).error).toMatchObject({ code: 'insufficient_permissions' });
  });

  test('libraries, folders, kinds and size narrow it', async () => {
    const { driveId } = itemNamed(sample, 'Vacation.docx');
    const settings = {
      libraries: [driveId],
      folders: ['/policies/people/'],
      file_kinds: ['docx'],
      pages: false,
    };
    const result = await runSync(sample, { settings });
    expect(result.written.length).toBeGreaterThan(2);
    for (const { path, title } of result.written) {
      expect(path.slice(0, 4)).toEqual(['People', 'Documents', 'Policies', 'People']);
      expect(title).toMatch(/\.docx$/);
    }
    itemNamed(sample, 'Vacation.docx').content = new Uint8Array(1024 * 1024 + 1);
    const small = await runSync(sample, { settings: { ...settings, max_file_mb: 1 } });
    expect(small.failed).toMatchObject([
      { title: 'Vacation.docx', reason: expect.stringContaining('up to 1 MB') },
    ]);
  });

  test('one damaged file and one corrupt page do not stop the rest', async () => {
    itemNamed(sample, 'Vacation.docx').content = Buffer.from('PK not a zip');
    const page = sample.controls.tenant.pages[0];
    if (page) page.isCorrupt = true;
    const result = await runSync(sample);
    expect(result.error).toBeUndefined();
    expect(result.failed.map(({ title }) => title).toSorted()).toEqual([
      'The new warehouse opens in March',
      'Vacation.docx',
    ]);
    expect(titled(result.stored, 'The new warehouse opens in March')?.body).toContain(
      'for everybody',
    );
    expect(result.cursor).toBeNull();
  });

  test('files that cannot be read are listed with the reason, pictures are not', async () => {
    const { items } = sample.controls.tenant;
    const model = itemNamed(sample, 'Vacation.docx');
    const add = (name: string, more: object = {}) =>
      items.push({
        ...model,
        id: `01${name.replace(' ', '-')}`,
        name,
        content: Buffer.from('old'),
        ...more,
      });
    for (const kind of ['doc', 'xls', 'ppt', 'msg', 'one', 'zip', 'xyz'])
      add(`Plan.${kind}`, { mimeType: 'application/octet-stream' });
    add('photo.jpg', { mimeType: 'image/jpeg' });
    add('Design paper', { mimeType: 'text/plain', content: Buffer.from('A paper') });
    const result = await runSync(sample, { settings: { site_url: `${sample.url}/sites/people` } });
    expect(result.error).toBeUndefined();
    const listed = result.failed.filter(({ title }) => title?.startsWith('Plan.'));
    expect(listed).toHaveLength(7);
    expect(listed.every(({ reason }) => reason.includes('not supported'))).toBe(true);
    expect(result.failed.map(({ title }) => title)).not.toContain('photo.jpg');
    expect(titled(result.stored, 'Design paper')?.body).toBe('A paper');
    // They do not change, so the next sync need not look at everything again.
    expect(result.cursor).not.toBeNull();
    const docx = await runSync(sample, {
      settings: { site_url: `${sample.url}/sites/people`, file_kinds: ['docx'] },
    });
    expect(docx.failed.filter(({ title }) => title?.startsWith('Plan.'))).toEqual([]);
  });

  test('a library that is chosen and gone is told of; the others are read, and nothing goes', async () => {
    const { driveId } = itemNamed(sample, 'Vacation.docx');
    const settings = { libraries: [driveId, 'b!gone'], file_kinds: ['txt'], pages: false };
    const result = await runSync(sample, { settings });
    expect(result.error).toBeUndefined();
    expect(result.failed).toMatchObject([
      { externalId: 'drive/b!gone', code: 'not_found', reason: expect.stringContaining('chosen') },
    ]);
    expect(result.end).toEqual({ isComplete: false, cursor: null });
  });

  test('a page that cannot be read any more keeps what is stored of it', async () => {
    const settings = { site_url: `${sample.url}/`, file_kinds: ['txt'] };
    const first = await runSync(sample, { settings });
    const page = sample.controls.tenant.pages[0];
    const before = titled(first.stored, page?.title ?? '')?.body;
    if (page) Object.assign(page, { isCorrupt: true, version: page.version + 1 });
    const second = await runSync(sample, { settings, stored: first.stored });
    expect(second.failed).toMatchObject([{ title: page?.title }]);
    expect(titled(second.stored, page?.title ?? '')?.body).toBe(before);
  });

  test('an error in the middle of a listing deletes nothing', async () => {
    const first = await runSync(sample);
    const size = first.stored.size;
    sample.controls.switches.largestPage = 20;
    sample.controls.answerNext(
      /delta\?token=full/,
      { status: 400, body: { error: { code: 'x', message: '' } } },
      9,
    );
    const second = await runSync(sample, { stored: first.stored });
    expect(second.error).toBeUndefined();
    expect(second.failed[0]).toMatchObject({
      externalId: expect.stringMatching(/^drive\//),
      title: expect.stringContaining(' / '),
      code: 'upstream_error',
      reason: expect.stringContaining('Nothing that is stored of it is removed'),
    });
    expect(second.end).toEqual({ isComplete: false, cursor: null });
    expect(first.stored.size).toBe(size);
  });
});
