import type { SampleConfluence } from '@rita/sample-sources';
import { afterAll, describe, expect, it } from 'vitest';
import { proveFields } from '../testing/prove-fields.ts';
import { readToEnd } from '../testing/read-to-end.ts';
import type { RunChange } from '../testing/source-run.ts';
import { withoutWaiting } from '../testing/without-waiting.ts';
import type { ConfluenceContext } from './connect.ts';
import { confluence } from './index.ts';
import { readAgain } from './read-again.ts';
import { withinProcess } from './test-in-process.ts';
import { smallSite } from './test-site.ts';
import { itemOf, openRun, runSync, sampleServers } from './testing.ts';

const { start, closeAll } = sampleServers();
afterAll(closeAll);
withoutWaiting();

const IDS_AND_VERSIONS = / (results\[\]\.)?(id|version|version\.number)$/;
const ENDS = / (results|results\[\]|_links|_links\.next)$/;
const READERS = /restriction.* restrictions(\.(user|group)(\.results)?)?$/;
/** What a page stands in says who may read it; and by their ids, pages are asked for without their space. */
const PLACES =
  / results\[\]\.parentId$|\/(pages|blogposts|content\/\*) .*(spaceId|space|space\.id)$/;
/** The text itself: as it is shown it would hold text of other pages. */
const TEXTS = / (results\[\]\.)?body(\.storage(\.value)?)?$/;
const decides = [IDS_AND_VERSIONS, ENDS, READERS, PLACES, TEXTS];

const SPACES = { spaces: ['FIN', 'TEA'] };
const WITH_FILES = { ...SPACES, attachments: true };
const opening = (sample: SampleConfluence, settings: object) => (change: RunChange) =>
  openRun(sample, { settings, ...withinProcess(sample, change) });

describe.each(['cloud', 'data_center'] as const)('answers of %s with one odd field', (edition) => {
  it('cost a first sync no more than that item: pages', async () => {
    const sample = await start({ edition, content: smallSite() });
    const open = opening(sample, SPACES);
    expect(await proveFields({ driver: confluence, open, decides })).toEqual([]);
  }, 120_000);

  it('cost a first sync no more than that item: files', async () => {
    const sample = await start({ edition, content: smallSite() });
    const open = opening(sample, WITH_FILES);
    const calls = /attachment/;
    expect(await proveFields({ driver: confluence, open, decides, calls })).toEqual([]);
  }, 120_000);

  it('cost a later sync no more than that item', async () => {
    const sample = await start({ edition, content: smallSite() });
    const { kept } = await runSync(sample, { settings: WITH_FILES, ...withinProcess(sample) });
    const createdAt = new Date().toISOString();
    for (const title of ['Gyokuro', 'Keemun', 'Letter from the garden.docx']) {
      const { id, version } = itemOf(sample, title);
      sample.controls.edit(id, {
        version: { ...version, number: version.number + 1, createdAt },
      });
    }
    const open = opening(sample, WITH_FILES);
    const proof = { driver: confluence, open, decides, stored: kept };
    expect(await proveFields(proof)).toEqual([]);
  }, 120_000);

  it('cost the reading of single items no more than that item', async () => {
    const sample = await start({ edition, content: smallSite() });
    const file = itemOf(sample, 'Letter from the garden.docx');
    const pages = ['Gyokuro', 'Keemun'].map((title) => itemOf(sample, title).id);
    const items = [...pages, `${file.parentId}/${file.id}`].map((externalId) => ({
      externalId,
      title: null,
      url: null,
    }));
    const open = opening(sample, WITH_FILES);
    const sync = (context: ConfluenceContext) => readToEnd(readAgain(context, items));
    expect(await proveFields({ driver: { sync }, open, decides })).toEqual([]);
  }, 120_000);
});
