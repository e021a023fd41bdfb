import { type SampleSharePoint, startSampleSharePoint } from '@rita/sample-sources';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runSync, runVerify } from './testing.ts';

const NO_PEOPLE = { grants: [], siteGroups: [], admins: [], onlyGroups: null };

let sample: SampleSharePoint;
beforeAll(async () => {
  sample = await startSampleSharePoint();
  const { sites, libraries, items } = sample.controls.tenant;
  const site = (
    number: number,
    path: string,
    name: string,
    access: 'open' | 'forbidden' = 'open',
  ) => {
    const id = `127.0.0.1,site-${number}0,web-${number}0`;
    const library = {
      id: `b!library-of-${number}0`,
      siteId: id,
      name: 'Documents',
      urlName: 'Shared Documents',
      kind: 'documents' as const,
      grants: null,
    };
    const [file] = items.filter(({ kind, name: of }) => kind === 'file' && of.endsWith('.txt'));
    sites.push({ ...NO_PEOPLE, id, path, name, access });
    libraries.push(library);
    if (file) items.push({ ...file, driveId: library.id, parentId: null, name: `${name}.txt` });
  };
  const people = libraries.find(({ urlName }) => urlName === 'Shared Documents');
  const [text] = items.filter(({ name }) => name.endsWith('.txt'));
  if (people && text) items.push({ ...text, driveId: people.id, parentId: null });
  site(1, '/sites/people/payroll', 'Payroll');
  site(2, '/teams/tea', 'Tea team');
  site(3, '/sites/people/board', 'Board', 'forbidden');
  const root = sites.find(({ path }) => path === '');
  const ofRoot = {
    id: 'b!library-of-root0',
    siteId: root?.id ?? '',
    name: 'Documents',
    urlName: 'Docs',
    kind: 'documents' as const,
    grants: null,
  };
  libraries.push(ofRoot);
  if (text) items.push({ ...text, driveId: ofRoot.id, parentId: null });
  site(4, '/sites/caf\u00e9 & co', 'Café');
});
afterAll(() => sample.close());

/** Names of the sites that are read. */
async function sitesReadAt(settings: object) {
  const { written, failed, error } = await runSync(sample, {
    settings: { file_kinds: ['txt'], pages: false, ...settings },
  });
  return { read: [...new Set(written.map(({ path }) => path[0]))], failed, error };
}

describe('an address is that site and no other', () => {
  test.each([
    ['/sites/people', 'People'],
    ['/Sites/people', 'People'],
    ['/SITES/PEOPLE/', 'People'],
    ['/sites/people/Shared%20Documents', 'People'],
    ['/sites/people/shared%20documents/Forms/AllItems.aspx?id=%2Fsites%2Fengineering', 'People'],
    ['/sites/people/Forms%20and%20templates/Some/Folder/file.docx', 'People'],
    ['/sites/people/SitePages/Home.aspx', 'People'],
    ['/sites/people/default.aspx', 'People'],
    ['/sites/people/Lists/Tasks/AllItems.aspx', 'People'],
    ['/sites/people/_layouts/15/viewlsts.aspx?view=14', 'People'],
    ['/sites/people/_layouts/15/start.aspx#/SitePages/Home.aspx', 'People'],
    ['/sites/people/payroll', 'Payroll'],
    ['/sites/people/Payroll/SitePages/Home.aspx', 'Payroll'],
    ['/sites/people/payroll/Shared%20Documents/Forms/AllItems.aspx', 'Payroll'],
    ['/sites/people/payroll/_layouts/15/settings.aspx', 'Payroll'],
    ['/:f:/r/sites/people/Shared%20Documents', 'People'],
    ['/:f:/r/sites/people/payroll/Shared%20Documents/Folder?csf=1&web=1', 'Payroll'],
    ['/:w:/r/sites/people/_layouts/15/Doc.aspx?sourcedoc=%7B1%7D', 'People'],
    ['/:u:/r/sites/people/SitePages/Home.aspx', 'People'],
    ['/:w:/s/people/EaBcDeFgHiJk', 'People'],
    ['/:f:/s/people/payroll/EaBcDeFgHiJk?e=1', 'Payroll'],
    ['/:x:/t/tea/EaBcDeFgHiJk', 'Tea team'],
    ['/teams/tea', 'Tea team'],
    ['/teams/tea/Shared%20Documents/General', 'Tea team'],
    ['/sites/caf%C3%A9%20&%20co', 'Café'],
    ['', 'Northwind Tea'],
    ['/', 'Northwind Tea'],
    ['/SitePages/Home.aspx', 'Northwind Tea'],
    ['/Docs/Forms/AllItems.aspx', 'Northwind Tea'],
  ])('%s', async (path, name) => {
    const chosen = await sitesReadAt({ site_url: `${sample.url}${path}` });
    expect([chosen.read, chosen.failed, chosen.error]).toEqual([[name], [], undefined]);
  });

  test.each([
    ['/sites/people/payrol', 'nearest site is People'],
    ['/sites/people/payroll/nothing/here', 'nearest site is Payroll'],
    ['/sites/nowhere', 'does not have this'],
    ['/sites/nowhere/SitePages/Home.aspx', 'does not have this'],
    ['/sites', 'no site behind /sites'],
    ['/teams/', 'no site behind /teams'],
    ['/nowhere', 'nearest site is Northwind Tea'],
    ['/_layouts/15/sharepoint.aspx', 'page of SharePoint itself'],
    ['/sites/_layouts/15/viewlsts.aspx', 'no site behind /sites'],
    ['/:w:/g/EaBcDeFg', 'link for sharing'],
    ['/:f:/s/EaBcDeFg', 'link for sharing'],
    ['/:f:/s/nowhere/EaBcDeFg', 'does not have this'],
    ['/:f:/g/personal/ana_tea_example/EaBc', 'link for sharing'],
    ['/personal/ana_tea_example/Documents', 'OneDrive'],
  ])('%s is refused in plain words', async (path, words) => {
    const { read, error } = await sitesReadAt({ site_url: `${sample.url}${path}` });
    expect(read).toEqual([]);
    expect(error).toMatchObject({ code: 'not_found', message: expect.stringContaining(words) });
  });

  test('a site that is closed is not the one above it', async () => {
    const address = `${sample.url}/sites/people/board`;
    expect((await sitesReadAt({ site_url: address })).error).toMatchObject({
      code: 'insufficient_permissions',
    });
  });

  test('what is chosen from the list is read, and one that is wrong fails alone', async () => {
    const { result } = await runVerify(sample);
    const offered = result?.options.sites as { value: string; label: string }[];
    const payroll = offered.find(({ label }) => label === 'Payroll');
    expect(payroll?.value).toMatch(/\/sites\/people\/payroll$/);
    const sites = [payroll?.value, `${sample.url}/sites/people/payrol`];
    const { read, failed, error } = await sitesReadAt({ sites });
    expect([read, error]).toEqual([['Payroll'], undefined]);
    expect(failed).toMatchObject([{ url: sites[1], reason: expect.stringContaining('nearest') }]);
  });
});
