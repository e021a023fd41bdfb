import { afterEach, describe, expect, it } from 'vitest';
import type { SourceHttp } from '../../egress/source-http.ts';
import { madeAnswer } from '../testing/made-answer.ts';
import { readAgain } from './read-again.ts';
import { withinProcess } from './test-in-process.ts';
import {
  contentOf,
  idsOf,
  itemOf,
  kept,
  openRun,
  runSync,
  sampleServers,
  titled,
} from './testing.ts';

const { start, closeAll } = sampleServers();
afterEach(closeAll);

const WITH_FILES = { settings: { spaces: ['SEC', 'TEA'], attachments: true } };
const FILES = [
  'Emergency card.pdf',
  'Letter from the garden.docx',
  'Prices.csv',
  'Range for next year.pptx',
  'Tasting sheet Gyokuro.xlsx',
];
const hoursLater = (hours: number) => () => new Date(Date.now() + hours * 3600 * 1000);
const titles = ({ documents }: { documents: { title: string }[] }) =>
  documents.map(({ title }) => title).toSorted();

describe.each(['cloud', 'data_center'] as const)('attached files of %s', (edition) => {
  it('are read as documents of their own, with the path and the readers of their page', async () => {
    const sample = await start({ edition });
    const outcome = await runSync(sample, WITH_FILES);
    expect(outcome).toMatchObject({ error: undefined, failed: [] });
    const files = outcome.documents.filter(({ externalId }) => externalId.includes('/'));
    expect(titles({ documents: files })).toEqual(FILES);
    const sheet = titled(outcome, 'Tasting sheet Gyokuro.xlsx');
    expect(sheet?.path).toEqual(['Tea knowledge', 'Home', 'Our teas', 'Gyokuro']);
    expect(sheet?.externalId).toBe(`${itemOf(sample, 'Gyokuro').id}/att9100000`);
    expect(sheet?.url).toContain('/spaces/TEA/pages/');
    expect(sheet?.body).toMatch(/\| *Kenji *\| *marine *\| *94 *\|/);
    expect(titled(outcome, 'Letter from the garden.docx')?.body).toContain('# Letter from the');
    expect(titled(outcome, 'Emergency card.pdf')).toMatchObject({
      body: expect.stringContaining('Call the duty phone first'),
    });
    // Cloud hands files out from another host, which refuses and must never see our credentials.
    expect(sample.controls.mediaCalls).toHaveLength(edition === 'cloud' ? FILES.length : 0);
  });

  it('are left out unless they are wanted', async () => {
    const sample = await start({ edition });
    const outcome = await runSync(sample, { settings: { spaces: ['TEA'] } });
    expect(outcome.documents).toHaveLength(contentOf(sample, 'TEA').length);
    expect(sample.controls.calls.some((call) => call.includes('attachment'))).toBe(false);
  });

  it('are read again when they change, follow their page, and go with it', async () => {
    const sample = await start({ edition });
    const first = kept(await runSync(sample, WITH_FILES));
    const same = await runSync(sample, { ...WITH_FILES, ...first });
    expect(same).toMatchObject({ documents: [], end: { isComplete: false } });

    const prices = itemOf(sample, 'Prices.csv');
    const now = new Date().toISOString();
    sample.controls.edit(prices.id, {
      file: { mediaType: 'text/csv', bytes: Buffer.from('Tea,Price\nKeemun,10.20\n') },
      version: { ...prices.version, number: 2, createdAt: now },
    });
    const page = itemOf(sample, 'Gyokuro');
    page.title = 'Gyokuro of Uji';
    page.version = { ...page.version, number: page.version.number + 1, createdAt: now };
    const next = await runSync(sample, { ...WITH_FILES, ...first });
    expect(titles(next)).toEqual(['Gyokuro of Uji', 'Prices.csv', 'Tasting sheet Gyokuro.xlsx']);
    expect(titled(next, 'Prices.csv')?.body).toContain('10.20');
    expect(titled(next, 'Tasting sheet Gyokuro.xlsx')?.path.at(-1)).toBe('Gyokuro of Uji');

    sample.controls.remove(itemOf(sample, 'Keemun').id);
    const second = kept(next);
    const swept = await runSync(sample, { ...WITH_FILES, ...second });
    const left = kept(swept);
    expect(swept.end?.isComplete).toBe(true);
    expect([...left.known.keys()].filter((id) => id.includes('/'))).toHaveLength(4);
    expect(left.known.size).toBe(second.known.size - 2);

    // Of a page that stays, a file that is taken away is noticed by the daily look.
    sample.controls.remove(prices.id);
    const daily = await runSync(sample, { ...WITH_FILES, ...left, now: hoursLater(25) });
    expect([...kept(daily).known.keys()].some((id) => id.includes(prices.id))).toBe(false);
  });

  it('that are too large, damaged or gone fail alone, and can be tried again', async () => {
    const sample = await start({ edition });
    const { known } = kept(await runSync(sample, WITH_FILES));
    const [sheet, letter] = [
      itemOf(sample, 'Tasting sheet Gyokuro.xlsx'),
      itemOf(sample, 'Letter from the garden.docx'),
    ];
    Object.assign(sheet.file ?? {}, { size: 90 * 1024 * 1024 });
    const whole = letter.file;
    letter.file = { mediaType: 'application/msword', bytes: Buffer.from('no zip at all') };
    const calls = sample.controls.calls.length;
    const outcome = await runSync(sample, WITH_FILES);
    expect(outcome.error).toBeUndefined();
    expect(outcome.failed).toMatchObject([
      { title: sheet.title, reason: 'The file has 90 MB; up to 25 MB are read.' },
      { title: letter.title, code: 'upstream_error' },
    ]);
    expect(sample.controls.calls.slice(calls).join()).not.toContain(`${sheet.id}/download`);
    expect(known.has(outcome.failed[0]?.externalId ?? '')).toBe(true);

    letter.file = whole ?? { mediaType: '', bytes: new Uint8Array() };
    const next = await runSync(sample, { ...WITH_FILES, ...kept(outcome) });
    expect(titles(next)).toEqual([letter.title]);
    expect(next.failed.map(({ title }) => title)).toEqual([sheet.title]);
  });

  it('of one page may be out of sight: the others are read, and what is stored stays', async () => {
    const sample = await start({ edition });
    const first = kept(await runSync(sample, WITH_FILES));
    const { id } = itemOf(sample, 'Our teas');
    const list = new RegExp(edition === 'cloud' ? `${id}/attachments` : `${id}/child/attachment`);
    sample.controls.answerNext(list, { status: 400, body: { message: 'no' } }, 99);
    const outcome = await runSync(sample, { ...WITH_FILES, ...first, now: hoursLater(25) });
    expect(outcome.failed).toMatchObject([{ title: 'Attached files of Our teas' }]);
    expect(outcome.unchanged).toContain(`${id}/${itemOf(sample, 'Prices.csv').id}`);
    expect(outcome.end?.isComplete).toBe(true);
  });

  it('that a change took away are gone, although the same sync lists all pages without a look', async () => {
    const sample = await start({ edition });
    const first = kept(await runSync(sample, { ...WITH_FILES, ...withinProcess(sample) }));
    const [page, prices] = [itemOf(sample, 'Our teas'), itemOf(sample, 'Prices.csv')];
    const createdAt = new Date().toISOString();
    sample.controls.remove(prices.id);
    page.version = { ...page.version, number: page.version.number + 1, createdAt };
    const keemun = itemOf(sample, 'Keemun').id;
    sample.controls.remove(keemun);
    const change = { ...first, ...withinProcess(sample) };
    const outcome = await runSync(sample, { ...WITH_FILES, ...change });
    expect(titled(outcome, 'Our teas')).toBeDefined();
    const letter = `${keemun}/${itemOf(sample, 'Letter from the garden.docx').id}`;
    const gone = [keemun, letter, `${page.id}/${prices.id}`].toSorted();
    expect(outcome.gone.toSorted()).toEqual(gone);
    // What stands below the others is kept, with what of it could not be read.
    const unlooked = new Set(outcome.pages.flatMap(({ unlookedBelow = [] }) => unlookedBelow));
    expect(unlooked).toContain(itemOf(sample, 'Gyokuro').id);
  });

  it('of a page that a list names without its version wait for the page', async () => {
    const sample = await start({ edition });
    const { known } = kept(await runSync(sample, { ...WITH_FILES, ...withinProcess(sample) }));
    const { id } = itemOf(sample, 'Gyokuro');
    const list = edition === 'cloud' ? /\/spaces\/\d+\/pages\?/ : /\/content\/search\?.*ancestors/;
    const through = (http: SourceHttp): SourceHttp => ({
      send: async (request) => {
        const answer = await http.send(request);
        if (!list.test(String(request.url))) return answer;
        const body = structuredClone(answer.json()) as { results: { id: string }[] };
        for (const item of body.results) if (item.id === id) Object.assign(item, { version: null });
        return madeAnswer(request.url, { status: 200, body });
      },
    });
    const change = withinProcess(sample, { through });
    const outcome = await runSync(sample, { ...WITH_FILES, known, ...change });
    expect(outcome).toMatchObject({
      failed: [{ externalId: id }],
      gone: [],
      end: { isComplete: true },
    });
  });
});

it('a redirect to an address inside is not followed', async () => {
  const sample = await start();
  sample.controls.answerNext(/download/, {
    status: 302,
    body: '',
    headers: { location: 'http://169.254.169.254/latest/meta-data/' },
  });
  const outcome = await runSync(sample, WITH_FILES);
  expect(outcome.failed).toMatchObject([{ code: 'blocked_address' }]);
  expect(outcome.error).toBeUndefined();
  expect(JSON.stringify(outcome.failed)).not.toContain('meta-data');
});

describe.each(['cloud', 'data_center'] as const)(
  'reading again just some items of %s',
  (edition) => {
    it('brings what can be read by now, what still cannot, and what is gone or not wanted', async () => {
      const sample = await start({ edition });
      const [page, file, gone, elsewhere] = [
        itemOf(sample, 'Gyokuro'),
        itemOf(sample, 'Emergency card.pdf'),
        itemOf(sample, 'Keemun'),
        contentOf(sample, 'HR')[0],
      ];
      const broken = itemOf(sample, 'Genmaicha');
      gone.status = 'trashed';
      Object.assign(sample.controls.switches, {
        brokenBodyOf: broken.id,
        brokenBodyStatus: 500,
      });
      const ids = [
        page.id,
        `${file.parentId}/${file.id}`,
        gone.id,
        elsewhere?.id ?? '',
        broken.id,
        `${page.id}/att1`,
      ];
      const hidden = itemOf(sample, 'Prices.csv');
      const csv = `${hidden.parentId}/${hidden.id}`;
      const list = new RegExp(`${hidden.parentId}/(child/)?attachment`);
      sample.controls.answerNext(list, { status: 403, body: {} }, 9);
      const run = openRun(sample, WITH_FILES);
      const pages = [];
      const items = [...ids, csv].map((externalId) => ({ externalId, title: null, url: null }));
      for await (const one of readAgain(run.context, items)) pages.push(one);
      await run.close();
      expect(pages).toHaveLength(1);
      const [again] = pages;
      expect(idsOf(again as never)).toEqual(expect.arrayContaining(ids.slice(0, 2)));
      const failed = again?.failed.map(({ externalId }) => externalId);
      expect(failed).toEqual(expect.arrayContaining([broken.id, csv]));
      expect(again?.removed?.toSorted()).toEqual(
        [gone.id, elsewhere?.id, `${page.id}/att1`].toSorted(),
      );
      expect(again?.documents.find(({ externalId }) => externalId === page.id)?.path).toEqual([
        'Tea knowledge',
        'Home',
        'Our teas',
      ]);
    }, 30_000);
  },
);
