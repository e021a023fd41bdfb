import { createV1Client, createV2Client } from 'confluence.js';
import { createClient } from 'confluence.js/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEMO_READERS } from './company/people.ts';
import { SAMPLE_API_TOKEN, SAMPLE_EMAIL } from './confluence/server-context.ts';
import { mayView } from './confluence/site-access.ts';
import {
  type SampleConfluence,
  startSampleConfluence,
} from './confluence/start-sample-confluence.ts';

let sample: SampleConfluence;
beforeEach(async () => {
  sample = await startSampleConfluence();
});
afterEach(() => sample.close());

/** `confluence.js` validates every answer against schemas made from Atlassian's specification. */
it('tells of permissions, roles, people and groups as Atlassian’s specification says', async () => {
  const auth = { type: 'basic' as const, email: SAMPLE_EMAIL, apiToken: SAMPLE_API_TOKEN };
  const client = createClient({ host: sample.url, auth });
  const [v1, v2] = [createV1Client(client), createV2Client(client)];
  const { site } = sample.controls;
  const [space] = site.spaces;
  const [group] = site.groups;
  space?.permissions.push(mayView({ class: 'all-licensed-users' }));
  space?.assignments.push({ to: { group: group?.id ?? '' }, role: 'role-viewer' });
  const id = Number(space?.id);
  const permissions = await v2.spacePermissions.getSpacePermissionsAssignments({ id, limit: 250 });
  expect(permissions.results?.map(({ principal }) => principal?.id)).toContain(group?.id);
  const roles = await v2.spaceRoles.getAvailableSpaceRoles({});
  expect(roles.results?.map(({ spacePermissions }) => spacePermissions)).toEqual([['read/space']]);
  const assigned = await v2.spaceRoles.getSpaceRoleAssignments({ id });
  expect(assigned.results).toEqual([
    { principal: { principalType: 'GROUP', principalId: group?.id }, roleId: 'role-viewer' },
  ]);
  const members = await v1.group.getGroupMembersByGroupId({ groupId: group?.id ?? '' });
  expect(members.results).toHaveLength(12);
  const users = await v1.search.searchUser({ cql: 'type=user' });
  expect(users.results).toHaveLength(13);
});

describe('the page that an original link opens', () => {
  const open = async (title: string, as?: string) => {
    const { site } = sample.controls;
    const item = site.content.find((one) => one.title === title);
    const space = site.spaces.find(({ id }) => id === item?.spaceId);
    const address = `${sample.url}/wiki/spaces/${space?.key}/pages/${item?.id}/x`;
    const answer = await fetch(as ? `${address}?as=${encodeURIComponent(as)}` : address);
    return { status: answer.status, text: await answer.text() };
  };

  it('asks who is there, and shows what they may open', async () => {
    const { broad, narrow } = DEMO_READERS;
    expect(await open('Gyokuro')).toMatchObject({ status: 401 });
    expect(await open('Gyokuro', narrow.address)).toMatchObject({
      status: 200,
      text: expect.stringContaining('<h1>Gyokuro</h1>'),
    });
    const policy = sample.controls.site.content.find(
      ({ title, spaceId }) => title.startsWith('Policy: ') && spaceId === '65006',
    );
    const title = policy?.title ?? '';
    expect(await open(title, broad.address)).toMatchObject({ status: 200 });
    const refused = await open(title, narrow.address);
    expect(refused.status).toBe(404);
    expect(refused.text).not.toContain(title);
  });
});
