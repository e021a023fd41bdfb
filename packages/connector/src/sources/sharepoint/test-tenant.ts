import type { SampleGrant, SampleTenant, SampleUser } from '@rita/sample-sources';

export const guid = (kind: number, number: number) =>
  `${String(kind).repeat(8)}-0000-4000-8000-${String(number).padStart(12, '0')}`;
export const USERS = [0, 1, 2, 3, 4, 5].map((number) => guid(1, number));
export const GROUPS = [0, 1, 2, 3].map((number) => guid(2, number));
export const SITE_GROUPS = [3, 4, 5];
export const SITES = ['A', 'B'].map(
  (_, number) => `127.0.0.1,${guid(3, number)},${guid(4, number)}`,
);

export const ITEMS = ['f0', 'F1', 'f1', 'F2', 'f2', 'g0'];
export const PAGES = [guid(5, 0), guid(5, 1)];
export const OWNERS: SampleGrant = { to: [{ siteGroup: 3 }], roles: ['owner'] };

/** Two sites whose groups have the same numbers, folders in folders, pages, people of every kind. */
export function smallTenant(): SampleTenant {
  const user = (id: string, number: number): SampleUser => ({
    id,
    displayName: `User ${number}`,
    userPrincipalName: `user${number}@northwind.example`,
    mail: number === 3 ? null : `mail${number}@northwind.example`,
    otherMails: [],
    proxyAddresses: [],
    userType: 'Member',
    accountEnabled: number !== 5,
  });
  const guest = (one: SampleUser): SampleUser => ({
    ...one,
    userPrincipalName: 'mail4_leaf.example#EXT#@northwind.onmicrosoft.com',
    mail: 'mail4@leaf.example',
    otherMails: ['mail4@leaf.example'],
    userType: 'Guest',
  });
  const users = USERS.map(user).map((one, index) => (index === 4 ? guest(one) : one));
  const site = (id: string, number: number) => ({
    id,
    path: number === 0 ? '' : '/sites/b',
    name: `Site ${number}`,
    access: 'open' as const,
    grants: [OWNERS],
    siteGroups: SITE_GROUPS.map((group) => ({ id: group, title: 'Members', members: [] })),
    admins: [],
    onlyGroups: null,
  });
  const library = (id: string, siteId: string, urlName: string) => ({
    id,
    siteId,
    name: id,
    urlName,
    kind: urlName === 'SitePages' ? ('pages' as const) : ('documents' as const),
    grants: null,
  });
  const [a = '', b = ''] = SITES;
  return {
    sites: SITES.map(site),
    libraries: [
      library('b!A', a, 'Docs'),
      library('b!B', b, 'Docs'),
      library('b!P', a, 'SitePages'),
    ],
    items: [
      item('f0', 'b!A', null),
      item('F1', 'b!A', null),
      item('f1', 'b!A', 'F1'),
      item('F2', 'b!A', 'F1'),
      item('f2', 'b!A', 'F2'),
      item('g0', 'b!B', null),
    ],
    pages: PAGES.map((id, number) => ({
      id,
      siteId: a,
      name: `page-${number}.aspx`,
      title: `Page ${number}`,
      description: '',
      level: 'published',
      html: ['<p>Text</p>'],
      author: 'Ana',
      createdAt: '2026-01-01T00:00:00Z',
      modifiedAt: '2026-01-01T00:00:00Z',
      version: 1,
      isCorrupt: false,
      grants: null,
    })),
    directory: {
      users,
      groups: GROUPS.map((id, number) => ({
        id,
        displayName: 'Members',
        kind: number % 2 === 0 ? 'security' : 'microsoft365',
        isHidden: false,
        members: [],
        owners: [],
      })),
    },
  };
}

function item(id: string, driveId: string, parentId: string | null): SampleTenant['items'][number] {
  const isFolder = /^F/.test(id);
  return {
    id,
    driveId,
    parentId,
    name: isFolder ? id : `${id}.txt`,
    kind: isFolder ? 'folder' : 'file',
    content: Buffer.from(isFolder ? '' : `Text of ${id}`),
    mimeType: 'text/plain',
    author: 'Ana',
    createdAt: '2026-01-01T00:00:00Z',
    modifiedAt: '2026-01-01T00:00:00Z',
    contentVersion: 1,
    version: 1,
    changedAt: 1,
    sharedAt: 0,
    isDeleted: false,
    grants: null,
  };
}
