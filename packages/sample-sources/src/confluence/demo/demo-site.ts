import { seededRandom } from '../../company/random.ts';
import type { SampleContent, SampleSite, SampleSpace } from '../site.ts';
import { attachedFiles } from './attached-files.ts';
import type { DraftPage } from './draft.ts';
import { engineeringPages } from './engineering-pages.ts';
import { framePages } from './frame-pages.ts';
import { meetingPages } from './meeting-pages.ts';
import { demoAccess, demoAccounts, GROUP_IDS, permissionsOf } from './people-and-spaces.ts';
import { policyPages } from './policy-pages.ts';
import { productPages } from './product-pages.ts';
import { teaPages } from './tea-pages.ts';

const space = (id: number, key: string, name: string, more: Partial<SampleSpace> = {}) => ({
  id: String(65_000 + id),
  key,
  name,
  type: 'global' as const,
  status: 'current' as const,
  isRestricted: false,
  ...permissionsOf(key),
  ...more,
});

const SPACES: SampleSpace[] = [
  space(1, 'ENG', 'Engineering'),
  space(2, 'OPS', 'Operations'),
  space(3, 'PROD', 'Product'),
  space(4, 'HR', 'People'),
  space(5, 'SEC', 'Security'),
  space(6, 'FIN', 'Finance'),
  space(7, 'TEA', 'Tea knowledge'),
  space(8, 'BOARD', 'Board', { isRestricted: true }),
  space(9, 'OLD', 'Old intranet', { status: 'archived' }),
  space(10, '~557058ana', 'Ana Lindqvist', { type: 'personal' }),
];

const MINUTE = 60_000;

/** The site of the made-up company Northwind Tea: about 300 pages in 10 spaces, the same each time. */
export function demoSite(seed = 20261123): SampleSite {
  const random = seededRandom(seed);
  const drafts = [
    ...framePages(),
    ...policyPages(),
    ...engineeringPages(random),
    ...productPages(random),
    ...meetingPages(random),
    ...teaPages(),
  ];
  const start = Date.parse('2025-02-03T08:00:00Z');
  const content = drafts.map((draft, index) => {
    const created = start + index * 1439 * MINUTE;
    const versions = 1 + random.int(6);
    return toContent(draft, {
      index,
      created,
      edited: created + (versions - 1) * 733 * MINUTE,
      versions,
    });
  });
  linkParents(drafts, content);
  content.push(...attachedFiles(content));
  return {
    spaces: structuredClone(SPACES),
    content,
    users: demoAccounts(),
    ...demoAccess(),
  };
}

function toContent(
  draft: DraftPage,
  place: { index: number; created: number; edited: number; versions: number },
): SampleContent {
  const author = { accountId: draft.author.accountId, name: draft.author.name };
  const { readers } = draft;
  return {
    id: String(1_310_720 + place.index * 37),
    type: draft.type ?? 'page',
    status: draft.status ?? 'current',
    title: draft.title,
    spaceId: SPACES.find((candidate) => candidate.key === draft.space)?.id ?? '',
    parentId: null,
    author,
    createdAt: new Date(place.created).toISOString(),
    version: { number: place.versions, createdAt: new Date(place.edited).toISOString(), author },
    labels: [...draft.labels],
    body: draft.body.join(''),
    readers: readers
      ? {
          users: (readers.users ?? []).map(({ accountId, name }) => ({ accountId, name })),
          groups: (readers.groups ?? []).map((name) => GROUP_IDS[name]),
        }
      : null,
  };
}

function linkParents(drafts: DraftPage[], content: SampleContent[]): void {
  const ids = new Map(content.map((item) => [`${item.spaceId}/${item.title}`, item.id]));
  for (const [index, draft] of drafts.entries()) {
    const item = content[index];
    if (item && draft.parent) item.parentId = ids.get(`${item.spaceId}/${draft.parent}`) ?? null;
  }
}
