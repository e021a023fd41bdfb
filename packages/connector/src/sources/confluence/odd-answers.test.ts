import { PROBLEMS } from '@rita/contracts';
import type { SampleConfluence } from '@rita/sample-sources';
import { afterAll, describe, expect, it } from 'vitest';
import { withoutWaiting } from '../testing/without-waiting.ts';
import { readAgain } from './read-again.ts';
import { withinProcess } from './test-in-process.ts';
import { smallSite } from './test-site.ts';
import { itemOf, openRun, restrictionsOf, runSync, sampleServers, TEA, titled } from './testing.ts';

const { start, closeAll } = sampleServers();
afterAll(closeAll);
withoutWaiting();

const WITH_FILES = { settings: { spaces: ['TEA'], attachments: true } };
/** Whom pages of `smallSite` name. */
const TEAS = ['group:buyers', 'group:tasters', expect.stringMatching(/^user:/)];
const GYOKURO = [['group:tasters'], TEAS];
const BROKEN = { status: 500, body: { message: 'no' } };
const restrictionOf = (id: string) => new RegExp(`content/${id}/restriction`);
const page = (sample: SampleConfluence, title: string) => itemOf(sample, title).id;

async function readAgainAll(sample: SampleConfluence, ids: readonly string[], settings = TEA) {
  const run = openRun(sample, { ...settings, ...withinProcess(sample) });
  const items = ids.map((externalId) => ({ externalId, title: null, url: null }));
  const pages = await Array.fromAsync(readAgain(run.context, items));
  await run.close();
  return {
    documents: pages.flatMap(({ documents }) => documents.map(({ externalId }) => externalId)),
    failed: pages.flatMap(({ failed }) => failed.map(({ externalId }) => externalId)),
    removed: pages.flatMap(({ removed = [] }) => removed),
  };
}

/** A whole sync, as `runSync` makes it, without a network. */
const syncHere = (sample: SampleConfluence, change: Parameters<typeof runSync>[1]) =>
  runSync(sample, { ...change, ...withinProcess(sample) });

const LIMIT = { timeout: 120_000 };

describe.each(['cloud', 'data_center'] as const)('an odd answer of %s', LIMIT, (edition) => {
  it('about the readers of one page fails that page, and names nobody for those below', async () => {
    const sample = await start({ edition, content: smallSite() });
    const teas = page(sample, 'Our teas');
    sample.controls.answerNext(restrictionOf(teas), BROKEN, 99);
    const known = new Map([[teas, 'older']]);
    const outcome = await syncHere(sample, { ...TEA, known });
    expect(outcome).toMatchObject({ error: undefined, gone: [], end: { isComplete: true } });
    expect(outcome.failed).toMatchObject([
      { externalId: teas, title: 'Our teas', code: 'upstream_error' },
    ]);
    expect(restrictionsOf(titled(outcome, 'Gyokuro'))).toBe('not_read');
    expect(restrictionsOf(titled(outcome, 'Home'))).toEqual([]);

    const again = await readAgainAll(sample, [teas]);
    expect(again).toEqual({ documents: [], failed: [teas], removed: [] });
  });

  it('about the readers that passes is asked for again, at once or by the next sync', async () => {
    const sample = await start({ edition, content: smallSite() });
    const teas = page(sample, 'Our teas');
    sample.controls.answerNext(restrictionOf(teas), BROKEN, 2);
    const first = await syncHere(sample, TEA);
    expect(first.failed).toEqual([]);
    expect(restrictionsOf(titled(first, 'Gyokuro'))).toEqual(GYOKURO);
    sample.controls.answerNext(restrictionOf(teas), BROKEN, 3);
    const second = await syncHere(sample, TEA);
    expect(second.failed).toHaveLength(1);
    const third = await syncHere(sample, { ...TEA, ...second.kept });
    expect(third).toMatchObject({ failed: [], end: { isComplete: false } });
    expect(titled(third, 'Our teas')).toBeDefined();
    expect(restrictionsOf(titled(third, 'Gyokuro'))).toEqual(GYOKURO);
    expect(third.documents).toHaveLength(5);
  });

  it('to every question about readers ends the sync, and what is stored stays', async () => {
    const sample = await start({ edition });
    sample.controls.answerNext(/\/restriction\//, BROKEN, 9_999);
    const outcome = await syncHere(sample, { known: new Map([['99000099', 'older']]) });
    expect(outcome).toMatchObject({ error: { code: 'upstream_error' }, gone: [] });
  });

  it('in the lists of readers never lets more people read: they may have pages', async () => {
    const sample = await start({ edition, content: smallSite(), switches: { largestLimit: 2 } });
    const item = itemOf(sample, 'Genmaicha');
    item.parentId = null;
    const users = sample.controls.site.users.slice(0, 5);
    item.readers = { users, groups: ['one', 'two', 'three'] };
    const [readers] = [restrictionsOf(titled(await syncHere(sample, TEA), 'Genmaicha'))].flat();
    expect(readers).toHaveLength(8);
    expect(readers).toEqual(expect.arrayContaining(['group:one', 'group:three', 'group:two']));
    const empty = { results: [], _links: { next: '/rest/api/more' } };
    const body = { restrictions: { user: empty, group: { results: [] } } };
    sample.controls.answerNext(restrictionOf(item.id), { status: 200, body }, 999);
    const odd = await syncHere(sample, TEA);
    expect(odd.failed).toMatchObject([
      { title: 'Genmaicha', reason: expect.stringContaining('who may read') },
    ]);
  });

  it('for one file is that file’s own, even a page that has a link to the login', async () => {
    const sample = await start({ edition });
    const html = '<!DOCTYPE html><body>Not found. <a href="/login.action">Log in</a></body>';
    const reply = { status: 404, body: html, headers: { 'content-type': 'text/html' } };
    sample.controls.answerNext(/Prices\.csv|att9100005\/download/, reply, 9);
    const outcome = await syncHere(sample, WITH_FILES);
    expect(outcome.error).toBeUndefined();
    expect(outcome.failed).toMatchObject([{ title: 'Prices.csv', code: 'not_found' }]);
    expect(titled(outcome, 'Tasting sheet Gyokuro.xlsx')).toBeDefined();
  });

  it('that refuses one page, but not the account, is that page’s own', async () => {
    const sample = await start({ edition, content: smallSite() });
    const id = page(sample, 'Genmaicha');
    const body = new RegExp(
      `(pages|content)/${id}\\?(body-format|expand=.*body)|id=${id}.*body-format`,
    );
    const reply = { status: 302, body: '', headers: { location: 'https://sso.example/login' } };
    sample.controls.answerNext(body, reply, 99);
    const outcome = await syncHere(sample, TEA);
    expect(outcome).toMatchObject({ error: undefined, end: { isComplete: true } });
    expect(outcome.failed).toMatchObject([
      { title: 'Genmaicha', code: 'insufficient_permissions' },
    ]);
    expect(outcome.documents).toHaveLength(6);
    sample.controls.answerNext(/user\/current/, reply, 99);
    expect((await syncHere(sample, TEA)).error).toMatchObject({ code: 'sign_in_page' });
  });

  it('with a file that no list names any more removes it only when it is gone', async () => {
    const sample = await start({ edition });
    const first = await syncHere(sample, WITH_FILES);
    const teas = page(sample, 'Our teas');
    const list = edition === 'cloud' ? `${teas}/attachments` : `${teas}/child/attachment`;
    const body = { results: [], _links: {} };
    sample.controls.answerNext(new RegExp(list), { status: 200, body }, 1);
    const { known } = first.kept;
    const outcome = await syncHere(sample, { ...WITH_FILES, known });
    expect(outcome).toMatchObject({ removed: [], gone: [] });
    expect(outcome.failed).toMatchObject([
      {
        externalId: `${teas}/files`,
        code: 'list_unproven',
        reason: expect.stringContaining('still there'),
      },
    ]);
    const prices = itemOf(sample, 'Prices.csv');
    prices.status = 'trashed';
    const next = await syncHere(sample, { ...WITH_FILES, known });
    expect(next).toMatchObject({ failed: [], gone: [`${teas}/${prices.id}`] });
  });

  it('that hides a list is told of once it is whole again, and then all of it is read', async () => {
    const sample = await start({ edition, content: smallSite(), switches: { largestLimit: 3 } });
    const list = edition === 'cloud' ? /spaces\/65007\/pages.*cursor/ : /type\+%3D\+page.*start=3/;
    sample.controls.answerNext(list, { status: 400, body: { message: 'no' } }, 20);
    const outcome = await syncHere(sample, { ...TEA, known: new Map([['99000099', 'older']]) });
    const [standIn] = outcome.failed;
    expect(outcome).toMatchObject({ gone: [], end: { isComplete: false } });
    const ids = [standIn?.externalId ?? ''];
    expect(await readAgainAll(sample, ids)).toMatchObject({ failed: ids, removed: [] });
    Object.assign(sample.controls.switches, { largestLimit: 250 });
    const again = await readAgainAll(sample, ids);
    expect(again).toMatchObject({ failed: [], removed: ids });
    expect(again.documents).toHaveLength(7);
    // The next sync lists, too, although little time has passed.
    const next = await syncHere(sample, { ...TEA, ...outcome.kept });
    expect(next).toMatchObject({ failed: [], gone: ['99000099'], end: { isComplete: true } });
    expect(outcome.documents.length + next.documents.length).toBe(7);
  });
});

describe('a folder or a whiteboard above a page', LIMIT, () => {
  it.each([400, 403, 404, 500])(
    'that answers %d names nobody, and stops nothing',
    async (status) => {
      const sample = await start({ content: smallSite() });
      sample.controls.answerNext(/\/folders\//, { status, body: { errors: [] } }, 9);
      const outcome = await syncHere(sample, TEA);
      expect(outcome).toMatchObject({ error: undefined, failed: [] });
      expect(restrictionsOf(titled(outcome, 'Keemun'))).toBe('refused');
      expect(outcome.documents).toHaveLength(7);
    },
  );

  it('hands the readers above it down: a whiteboard as well', async () => {
    const sample = await start({ content: smallSite() });
    itemOf(sample, 'Black teas').type = 'whiteboard';
    const outcome = await syncHere(sample, TEA);
    expect(titled(outcome, 'Keemun')?.path).toEqual([
      'Tea knowledge',
      'Home',
      'Our teas',
      'Black teas',
    ]);
    expect(restrictionsOf(titled(outcome, 'Keemun'))).toEqual([TEAS]);
  });
});

it('a kind of file is told by its media type where the name says nothing, and legacy ones are listed', async () => {
  const sample = await start({ content: smallSite() });
  const [sheet, letter, picture] = [
    itemOf(sample, 'Tasting sheet Gyokuro.xlsx'),
    itemOf(sample, 'Letter from the garden.docx'),
    itemOf(sample, 'Leaves.png'),
  ];
  Object.assign(sheet, {
    title: 'Design paper',
    file: { mediaType: 'text/csv; charset=utf-8', bytes: Buffer.from('Tea,Price\nKeemun,9.80\n') },
  });
  Object.assign(letter, {
    title: 'Old letter.doc',
    file: { mediaType: 'application/msword', bytes: Buffer.from('x') },
  });
  const outcome = await syncHere(sample, WITH_FILES);
  expect(titled(outcome, 'Design paper')?.body).toMatch(/\| *Keemun *\| *9\.80 *\|/);
  expect(outcome.failed).toMatchObject([
    {
      title: 'Old letter.doc',
      code: 'not_readable',
      reason: expect.stringContaining('before 2007'),
    },
  ]);
  expect(JSON.stringify(outcome.pages)).not.toContain(picture.id);
  // What no sync can read is not tried by each: it costs nothing until it changes.
  expect(outcome.end?.cursor).toMatchObject({ retry: [] });
  const id = `${letter.parentId}/${letter.id}`;
  const again = await readAgainAll(sample, [id], WITH_FILES);
  expect(again).toMatchObject({ failed: [id], removed: [] });
  expect(PROBLEMS.not_readable.remedy).toContain('docx');
});
