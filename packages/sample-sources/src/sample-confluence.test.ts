import { createV1Client, createV2Client } from 'confluence.js';
import { createClient } from 'confluence.js/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SAMPLE_API_TOKEN, SAMPLE_EMAIL } from './confluence/server-context.ts';
import {
  type SampleConfluence,
  startSampleConfluence,
} from './confluence/start-sample-confluence.ts';

/** `confluence.js` validates every answer against schemas made from Atlassian's specification. */
describe('the sample Confluence Cloud, judged by confluence.js', () => {
  let sample: SampleConfluence;
  beforeEach(async () => {
    sample = await startSampleConfluence();
  });
  afterEach(() => sample.close());

  const clientOf = (token = SAMPLE_API_TOKEN) =>
    createClient({
      host: sample.url,
      auth: { type: 'basic', email: SAMPLE_EMAIL, apiToken: token },
    });

  it('lists spaces, pages, blog posts and labels', async () => {
    const v2 = createV2Client(clientOf());
    const spaces = await v2.space.getSpaces({ limit: 250 });
    expect(spaces.results?.map((space) => space.key)).toContain('ENG');
    expect(spaces.results?.map((space) => space.key)).not.toContain('BOARD');
    const space = Number(spaces.results?.find(({ key }) => key === 'ENG')?.id);
    const pages = await v2.page.getPagesInSpace({ id: space, limit: 50, bodyFormat: 'storage' });
    expect(pages.results).toHaveLength(50);
    const page = await v2.page.getPageById({
      id: Number(pages.results?.[1]?.id),
      includeLabels: true,
    });
    expect(page.title).toBe(pages.results?.[1]?.title);
    expect((await v2.blogPost.getBlogPosts({ limit: 3 })).results).toHaveLength(3);
    const labelled = sample.controls.site.content.find(({ labels }) => labels.includes('runbook'));
    const labels = await v2.label.getPageLabels({ id: Number(labelled?.id) });
    expect(labels.results?.map(({ name }) => name)).toContain('runbook');
  });

  it('searches, tells who calls and looks people up', async () => {
    const client = clientOf();
    const v1 = createV1Client(client);
    const found = await v1.content.searchContentByCQL({
      cql: 'space = "HR" and type = page and text ~ "vacation"',
      expand: ['version', 'space', 'ancestors', 'history', 'metadata.labels', 'body.storage'],
    } as never);
    expect(found.results.length).toBeGreaterThan(1);
    expect((await v1.users.getCurrentUser()).displayName).toBe('svc-assistant');
    const v2 = createV2Client(client);
    const accountIds = sample.controls.site.users.slice(0, 2).map(({ accountId }) => accountId);
    const users = await v2.user.createBulkUserLookup({ body: { accountIds } } as never);
    expect(users.results).toHaveLength(2);
  });

  it('gives pages by id, restrictions, attached files, and what the search knows of them', async () => {
    const client = clientOf();
    const [v1, v2] = [createV1Client(client), createV2Client(client)];
    const page = sample.controls.site.content.find(({ title }) => title === 'Gyokuro');
    const id = Number(page?.id);
    const byId = await v2.page.getPages({ id: [id], status: ['current'], bodyFormat: 'storage' });
    expect(byId.results?.map(({ title }) => title)).toEqual(['Gyokuro']);
    const view = await v2.page.getPageById({ id, bodyFormat: 'view' });
    expect(view.body).toHaveProperty('view');
    const files = await v2.attachment.getPageAttachments({ id, limit: 250, status: ['current'] });
    expect(files.results?.map(({ title }) => title)).toEqual([
      'Tasting sheet Gyokuro.xlsx',
      'Leaves.png',
    ]);
    const restriction = await v1.contentRestrictions.getRestrictionsForOperation({
      id: String(
        sample.controls.site.content.find(({ readers }) => readers && readers.groups.length > 0)
          ?.id,
      ),
      operationKey: 'read',
      expand: ['restrictions.user', 'restrictions.group'],
    });
    expect(restriction.restrictions?.group?.results?.length).toBeGreaterThan(0);
    const found = await v1.content.searchContentByCQL({
      cql: 'space in ("TEA") and type in (page, blogpost, attachment) and lastmodified >= "2025-01-01 00:00" order by created asc',
      expand: ['version', 'container'],
      limit: 100,
    } as never);
    const types = new Set(found.results.map(({ type }) => type));
    expect(types).toEqual(new Set(['page', 'blogpost', 'attachment']));
  });

  it('refuses a wrong token with 403, as measured', async () => {
    const v1 = createV1Client(clientOf('wrong'));
    await expect(v1.users.getCurrentUser()).rejects.toMatchObject({ status: 403 });
  });

  it('shows archived pages unless told otherwise, and begins again on a cursor it does not know', async () => {
    const v2 = createV2Client(clientOf());
    const all = await v2.page.getPages({ limit: 250, spaceId: [65001] });
    const current = await v2.page.getPages({ limit: 250, spaceId: [65001], status: ['current'] });
    expect((all.results?.length ?? 0) - (current.results?.length ?? 0)).toBe(1);
    const first = await v2.page.getPages({ limit: 5 });
    expect(first._links?.next).toContain('%2B');
    const lost = await v2.page.getPages({ limit: 5, cursor: '_sa_ broken =' });
    expect(lost.results?.[0]?.id).toBe(first.results?.[0]?.id);
  });
});
