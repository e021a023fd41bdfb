import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentOf, itemOf, kept, runSync, sampleServers, spaceIdOf } from './testing.ts';

const { start, closeAll } = sampleServers();
afterAll(closeAll);

const EDITIONS = ['cloud', 'data_center'] as const;

describe.each(EDITIONS)('while a list of %s is not whole', (edition) => {
  let known: ReadonlyMap<string, string>;
  beforeAll(async () => {
    const first = await runSync(await start({ edition }), { settings: { attachments: true } });
    expect(first.end?.isComplete).toBe(true);
    known = kept(first).known;
  }, 60_000);

  /** A site of which all is stored, and whose list of the pages of TEA breaks off from now on. */
  async function begin() {
    const sample = await start({ edition });
    const list =
      edition === 'cloud'
        ? new RegExp(`/spaces/${spaceIdOf(sample, 'TEA')}/pages`)
        : /expand=version.*TEA.*type\+%3D\+page/;
    sample.controls.answerNext(list, { status: 400, body: { message: 'no' } }, 99);
    return sample;
  }

  it('spaces that are not chosen any more go, with their files; what is chosen stays', async () => {
    const sample = await begin();
    const settings = { attachments: true, spaces: ['TEA'] };
    const { end, gone, failed } = await runSync(sample, { known, settings });
    expect(end?.isComplete).toBe(false);
    expect(failed.length).toBeGreaterThan(0);
    const here = new Set(contentOf(sample, 'TEA').map(({ id }) => id));
    const others = [...known.keys()].filter((id) => !here.has(id.split('/')[0] ?? ''));
    expect(gone.toSorted()).toEqual(others.toSorted());
    expect(gone.some((id) => id.includes('/'))).toBe(true);
  });

  it('a personal space that was chosen once goes where all are read', async () => {
    const sample = await begin();
    const page = itemOf(sample, 'Gyokuro');
    const { spaces } = sample.controls.site;
    spaces.push({ ...spaces[0], id: '99', key: '~ada', type: 'personal' } as never);
    page.spaceId = '99';
    const { gone } = await runSync(sample, { known, settings: { attachments: true } });
    expect(gone.filter((id) => !id.includes('/'))).toEqual([page.id]);
  });

  it('files go where they are not wanted any more, and nothing else', async () => {
    const sample = await begin();
    const { gone } = await runSync(sample, { known, settings: {} });
    const files = [...known.keys()].filter((id) => id.includes('/'));
    expect(files.length).toBeGreaterThan(0);
    expect(gone.toSorted()).toEqual(files.toSorted());
  });

  it('nothing goes that Confluence does not tell of, or where not all spaces are known', async () => {
    const sample = await begin();
    const { content } = sample.controls.site;
    // Neither there nor anywhere else, as far as anybody can see.
    content.splice(content.indexOf(itemOf(sample, 'Gyokuro')), 1);
    expect((await runSync(sample, { known, settings: { attachments: true } })).gone).toEqual([]);
    const settings = { attachments: true, spaces: ['TEA', 'none'] };
    const missing = await runSync(sample, { known, settings });
    expect(missing.error).toMatchObject({ code: 'not_found' });
    expect(missing.gone).toEqual([]);
  });
});
