import { CLOUD_ID } from '@rita/sample-sources';
import { afterEach, describe, expect, it } from 'vitest';
import {
  contentOf,
  itemOf,
  restrictionsOf,
  runSync,
  sampleServers,
  TEA,
  titled,
} from './testing.ts';

const { start, closeAll } = sampleServers();
afterEach(closeAll);

describe('Confluence Cloud', () => {
  it('follows a `next` without the gateway’s prefix, and links to the site, not to the gateway', async () => {
    const sample = await start({ switches: { largestLimit: 9 } });
    const outcome = await runSync(sample, {
      settings: { url: `https://api.atlassian.com/ex/confluence/${CLOUD_ID}`, spaces: ['TEA'] },
      hosts: { 'https://api.atlassian.com': sample.url },
    });
    expect(outcome.documents).toHaveLength(23);
    expect(
      outcome.documents.every(({ url }) => url?.startsWith(`${sample.url}/wiki/spaces/`)),
    ).toBe(true);
  });

  it('ends when a list leads through the same page for ever, and takes nothing as gone', async () => {
    const sample = await start({ switches: { largestLimit: 5, repeatCursor: true } });
    const outcome = await runSync(sample, { ...TEA, known: new Map([['99000099', 'older']]) });
    expect(outcome).toMatchObject({ error: undefined, gone: [], end: { isComplete: false } });
    // The first page of the list, and a blog post.
    expect(outcome.documents).toHaveLength(6);
    expect(outcome.failed).toMatchObject([
      { code: 'list_unproven', title: 'List of pages of Tea knowledge' },
    ]);
  });

  it('asks for fewer bodies when the server runs out of time', async () => {
    const sample = await start({ switches: { timeoutAboveLimit: 10 } });
    const outcome = await runSync(sample, { settings: { spaces: ['ENG'] } });
    expect(outcome.failed).toEqual([]);
    expect(outcome.documents).toHaveLength(contentOf(sample, 'ENG').length);
  });

  it('keeps the path and the restrictions above a folder', async () => {
    const sample = await start();
    const [parent, page] = [itemOf(sample, 'Our teas'), itemOf(sample, 'Keemun')];
    parent.readers = { users: [], groups: ['tasters'] };
    sample.controls.site.content.push({
      ...structuredClone(parent),
      id: '77',
      type: 'folder',
      title: 'Black teas',
      parentId: parent.id,
      readers: null,
    });
    page.parentId = '77';
    const document = titled(await runSync(sample, TEA), 'Keemun');
    expect(document?.path).toEqual(['Tea knowledge', 'Home', 'Our teas', 'Black teas']);
    expect(restrictionsOf(document)).toEqual([['group:tasters']]);
  });

  it('reads thousands of pages without holding more than a step of them', async () => {
    const sample = await start();
    const [model] = contentOf(sample, 'FIN');
    if (!model) throw new Error('no page');
    for (let index = 0; index < 2_500; index += 1) {
      sample.controls.site.content.push({
        ...model,
        id: String(9_000_000 + index),
        title: `Invoice ${index}`,
        parentId: null,
      });
    }
    const outcome = await runSync(sample, { settings: { spaces: ['FIN'] } });
    expect(outcome.documents).toHaveLength(contentOf(sample, 'FIN').length);
    expect(Math.max(...outcome.pages.map((page) => page.documents.length))).toBeLessThanOrEqual(50);
  }, 60_000);

  it('goes on without names when people cannot be looked up', async () => {
    const sample = await start();
    sample.controls.answerNext(/users-bulk/, { status: 403, body: {} }, 99);
    const outcome = await runSync(sample, TEA);
    expect(outcome.error).toBeUndefined();
    expect(titled(outcome, 'Keemun')?.author).toBeNull();
  });

  it('never asks for restrictions in bulk, and always for current content', async () => {
    const sample = await start({ switches: { unreadableAncestor: true } });
    expect((await runSync(sample, TEA)).documents).toHaveLength(23);
    const lists = sample.controls.calls.filter((call) => /\/(pages|blogposts)\?/.test(call));
    expect(lists.length).toBeGreaterThan(2);
    expect(lists.every((call) => call.includes('status=current'))).toBe(true);
  });
});

describe('Confluence Data Center', () => {
  it('does not depend on the times of the search index, and sends no `status` in CQL', async () => {
    const sample = await start({
      edition: 'data_center',
      switches: { indexSkewMinutes: 180, zoneOffsetMinutes: 120 },
    });
    const outcome = await runSync(sample, TEA);
    expect(outcome.documents).toHaveLength(23);
    const item = itemOf(sample, 'Keemun');
    expect(titled(outcome, 'Keemun')?.updatedAt).toEqual(new Date(item.version.createdAt));
    const searches = sample.controls.calls.filter((call) => call.includes('cql='));
    expect(searches.some((call) => /status/.test(call))).toBe(false);
  });

  it.each(['/confluence', '/wiki', '/team/wiki'])(
    'keeps the context path %s in calls and links, whatever page of it was copied',
    async (contextPath) => {
      const sample = await start({ edition: 'data_center', contextPath });
      for (const url of [sample.url, `${sample.url}/display/TEA/Home`]) {
        const outcome = await runSync(sample, { settings: { spaces: ['TEA'], url } });
        expect(outcome.documents).toHaveLength(23);
        const start = `${sample.url}/spaces/TEA/`;
        expect(outcome.documents.every((document) => document.url?.startsWith(start))).toBe(true);
        expect(outcome.calls.filter((call) => call.includes('/rest/api'))).toSatisfy(
          (calls: string[]) => calls.every((call) => call.startsWith(`GET ${contextPath}/rest/`)),
        );
      }
    },
  );

  it('is found where it stands at the root and somebody added /wiki by habit', async () => {
    const sample = await start({ edition: 'data_center' });
    const settings = { spaces: ['TEA'], url: `${sample.url}/wiki/spaces/TEA/overview` };
    expect((await runSync(sample, { settings })).documents).toHaveLength(23);
  });
});
