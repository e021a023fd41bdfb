import type { SampleContent, SampleSite, SampleSpace } from './site.ts';
import { VIEW } from './site-access.ts';
import type { SampleConfluenceEdition, SampleConfluenceSwitches } from './switches.ts';

export const CLOUD_ID = '11111111-2222-4333-8444-555555555555';
export const SAMPLE_EMAIL = 'svc-assistant@northwind-tea.example';
export const SAMPLE_API_TOKEN = 'SAMPLE-api-token-of-northwind-tea';
export const SAMPLE_ACCESS_TOKEN = 'SAMPLE-personal-access-token';
export const SAMPLE_USERNAME = 'svc-assistant';
export const SAMPLE_PASSWORD = 'SAMPLE-password';

/** What every answer is made from. */
export type ServerContext = {
  edition: SampleConfluenceEdition;
  site: SampleSite;
  switches: SampleConfluenceSwitches;
  /** Address of the site as a browser sees it, with `/wiki` on Cloud. */
  webBase: string;
  /** Address of the host that downloads lead to. */
  mediaOrigin: string;
};

export type Call = {
  method: string;
  /** Without the context path and without `/wiki`. */
  path: string;
  query: URLSearchParams;
  body: unknown;
};

export type Reply = {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
};

export const ok = (body: unknown, headers: Record<string, string> = {}): Reply => ({
  status: 200,
  body,
  headers,
});

export function visibleSpaces(context: ServerContext): SampleSpace[] {
  return context.site.spaces.filter((space) => !space.isRestricted);
}

/** What people see who are not signed in. */
export function anonymousSpaces({ site, edition }: ServerContext): SampleSpace[] {
  if (!site.isAnonymousAllowed) return [];
  const isOpen = ({ to, key, targetType }: SampleSpace['permissions'][number]) =>
    'class' in to &&
    to.class === 'anonymous-users' &&
    key === VIEW.key &&
    targetType === VIEW.targetType;
  const opening = new Set(
    site.roles.filter((role) => role.permissions.includes('read/space')).map(({ id }) => id),
  );
  const hasRoles = edition === 'cloud' && site.roleMode !== 'PRE_ROLES';
  return site.spaces.filter(
    (space) =>
      space.permissions.some(isOpen) ||
      (hasRoles &&
        space.assignments.some(
          ({ to, role }) => opening.has(role) && 'class' in to && to.class === 'anonymous-users',
        )),
  );
}

export function visibleContent(context: ServerContext): SampleContent[] {
  const ids = new Set(visibleSpaces(context).map((space) => space.id));
  return inOrder(context.site.content.filter((item) => ids.has(item.spaceId)));
}

/** The visible ones among `ids`, in the order of a list. */
export function visibleAmong(context: ServerContext, ids: readonly string[]): SampleContent[] {
  return inOrder([...new Set(ids)].flatMap((id) => findVisible(context, id) ?? []));
}

export function findVisible(context: ServerContext, id: string): SampleContent | undefined {
  const item = findContent(context, id);
  return item && visibleSpaces(context).some((space) => space.id === item.spaceId)
    ? item
    : undefined;
}

/** Nearly always it is in order already, and there may be a hundred thousand of it. */
function inOrder(content: SampleContent[]): SampleContent[] {
  const numbers = content.map(numberOf);
  const isOrdered = numbers.every((number, at) => at === 0 || (numbers[at - 1] ?? 0) <= number);
  return isOrdered ? content : content.toSorted((one, other) => numberOf(one) - numberOf(other));
}

/** Where each id was when it was looked for last; a site may have twenty thousand of them. */
const positions = new WeakMap<SampleContent[], Map<string, number>>();

export function findContent(
  { site: { content } }: ServerContext,
  id: string | null,
): SampleContent | undefined {
  if (id === null) return undefined;
  const known = content[positions.get(content)?.get(id) ?? -1];
  // Tests change the content at any time, so that a position is only a guess.
  if (known?.id === id) return known;
  const current = new Map(content.map((item, index) => [item.id, index]));
  positions.set(content, current);
  return content[current.get(id) ?? -1];
}

const numberOf = ({ id }: SampleContent) => Number(id.replace('att', ''));

export function spaceOf(context: ServerContext, item: SampleContent): SampleSpace | undefined {
  return context.site.spaces.find((space) => space.id === item.spaceId);
}

/** Path of an item for browsers, starting with `/spaces`. */
export function webPath(context: ServerContext, item: SampleContent): string {
  const key = spaceOf(context, item)?.key ?? '';
  const title = encodeURIComponent(item.title).replaceAll('%20', '+');
  if (item.type === 'page') return `/spaces/${key}/pages/${item.id}/${title}`;
  return `/spaces/${key}/blog/${item.createdAt.slice(0, 10).replaceAll('-', '/')}/${item.id}/${title}`;
}
