import type {
  SampleAccount,
  SampleConfluenceGroup,
  SampleContent,
  SampleSite,
  SampleSpace,
} from '@rita/sample-sources';

/** A site of the least that has everything: for histories of which there are to be thousands. */

export const USERS = ['u0', 'u1', 'u2', 'u3', 'u4'] as const;
export const GROUPS = ['g0', 'g1', 'g2'] as const;
export const SPACES = ['1', '2'] as const;
/** `f` is a folder, `b` a blog post; the others are pages in a tree. */
export const PAGES = ['10', '11', '12', '13', '20', '21'] as const;
export const FOLDER = '19';
const POST = '22';
const ATTACHMENT = 'att30';
export const ITEMS = [...PAGES, FOLDER, POST] as const;
/** Ids of what a connector has stored. */
export const STORED = [...PAGES, POST, `11/${ATTACHMENT}`].toSorted();

export const addressOf = (accountId: string) => `${accountId}@northwind.example`;

function account(accountId: string, more: Partial<SampleAccount> = {}): SampleAccount {
  return {
    accountId,
    name: `Person ${accountId}`,
    address: addressOf(accountId),
    showsAddress: true,
    kind: 'atlassian',
    status: 'active',
    isGuest: false,
    isAdmin: false,
    ...more,
  };
}

const group = (id: string, members: string[]): SampleConfluenceGroup => ({
  id,
  name: `Group ${id}`,
  members,
  groups: [],
});

const space = (id: string): SampleSpace => ({
  id,
  key: `S${id}`,
  name: `Space ${id}`,
  type: 'global',
  status: 'current',
  isRestricted: false,
  permissions: [{ to: { group: 'g0' }, key: 'read', targetType: 'space' }],
  assignments: [],
});

function content(
  [id, spaceId, parentId]: [string, string, string | null],
  more: Partial<SampleContent> = {},
): SampleContent {
  const author = { accountId: 'u0', name: 'Person u0' };
  const createdAt = '2026-11-01T08:00:00.000Z';
  return {
    id,
    type: 'page',
    status: 'current',
    title: `Page ${id}`,
    spaceId,
    parentId,
    author,
    createdAt,
    version: { number: 1, createdAt, author },
    labels: [],
    body: '<p>Tea.</p>',
    readers: null,
    ...more,
  };
}

export function smallWorld(): SampleSite {
  return {
    spaces: SPACES.map(space),
    users: [...USERS.map((id) => account(id)), account('svc', { address: null })],
    groups: [group('g0', ['u0', 'u1', 'u2', 'u3']), group('g1', ['u0', 'u1']), group('g2', ['u4'])],
    roles: [
      { id: 'viewer', name: 'Viewer', permissions: ['read/space'] },
      { id: 'writer', name: 'Writer', permissions: ['create/page'] },
    ],
    roleMode: 'ROLES_TRANSITION',
    isAnonymousAllowed: false,
    canUse: [...USERS, 'svc'].map((user) => ({ user })),
    content: [
      content(['10', '1', null]),
      content(['11', '1', '10']),
      content(['12', '1', '11']),
      content(['13', '1', FOLDER]),
      content([FOLDER, '1', '10'], { type: 'folder' }),
      content(['20', '2', null]),
      content(['21', '2', '20']),
      content([POST, '2', null], { type: 'blogpost' }),
      content([ATTACHMENT, '1', '11'], {
        type: 'attachment',
        file: { mediaType: 'text/csv', bytes: Buffer.from('Tea,Price\n') },
      }),
    ],
  };
}
