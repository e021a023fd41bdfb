import { findContent, type ServerContext, spaceOf, webPath } from './server-context.ts';
import type { SampleContent, SampleSite, SampleSpace, SampleUser } from './site.ts';
import type { SampleAccount } from './site-access.ts';
import { storageToView } from './storage-to-view.ts';

export function toV1User(context: ServerContext, user: SampleUser | SampleAccount) {
  const account =
    'status' in user
      ? user
      : context.site.users.find(({ accountId }) => accountId === user.accountId);
  if (context.edition === 'data_center') {
    const username = user.name.toLowerCase().replace(/[^a-z-]+/g, '.');
    return {
      type: 'known',
      username,
      userKey: userKeyOf(user.accountId),
      displayName: user.name,
      status: account?.status === 'active' ? 'current' : 'deactivated',
      ...emailOf(context, account),
    };
  }
  return {
    type: 'known',
    accountId: user.accountId,
    accountType: account?.kind ?? 'atlassian',
    email: (account?.showsAddress ? account.address : null) ?? '',
    publicName: user.name,
    displayName: user.name,
    isExternalCollaborator: account?.isGuest ?? false,
    isGuest: account?.isGuest ?? false,
  };
}

/** Administrators see addresses, as the site's privacy setting shows them. */
function emailOf({ switches }: ServerContext, account: SampleAccount | undefined) {
  if (!account?.address || switches.addresses === 'hidden') return {};
  const masked = account.address.replace('@', ' at ').replaceAll('.', ' dot ');
  return { email: switches.addresses === 'masked' ? masked : account.address };
}

export function toGroup({ site, edition }: ServerContext, id: string) {
  const name = groupNameOf(site, id);
  return { type: 'group', name, ...(edition === 'cloud' ? { id } : {}), _links: {} };
}

export function groupNameOf({ groups }: SampleSite, id: string): string {
  return groups.find((group) => group.id === id)?.name ?? id;
}

/** What stands for a person in texts on Data Center. */
export const userKeyOf = (accountId: string) => accountId.replace(/\W/g, '');

export function toV1Space(context: ServerContext, space: SampleSpace) {
  return {
    id: Number(space.id),
    key: space.key,
    name: space.name,
    type: space.type,
    status: space.status,
    _expandable: { homepage: `/rest/api/content/${space.id}1`, description: '' },
    _links: {
      webui: `/spaces/${space.key}`,
      self: `${context.webBase}/rest/api/space/${space.key}`,
    },
  };
}

export function ancestorsOf(context: ServerContext, item: SampleContent): SampleContent[] {
  const found: SampleContent[] = [];
  let next = item.parentId;
  while (next && found.length < 50) {
    const parent = findContent(context, next);
    if (!parent) break;
    found.unshift(parent);
    next = parent.parentId;
  }
  return found;
}

/** A content object of the v1 API with what `expand` asks for. */
export function toV1Content(
  context: ServerContext,
  item: SampleContent,
  expand: string[],
): Record<string, unknown> {
  const space = spaceOf(context, item);
  const has = (name: string) => expand.includes(name);
  const isStale = has('body.storage') && context.switches.staleBodies > 0;
  if (isStale) context.switches.staleBodies -= 1;
  return {
    id: item.id,
    type: item.type,
    status: item.status,
    title: item.title,
    ...(has('space') && space ? { space: toV1Space(context, space) } : {}),
    ...(has('container') && item.type === 'attachment'
      ? { container: { id: item.parentId, type: 'page', status: 'current', title: '' } }
      : {}),
    ...(has('version') ? { version: toVersion(context, item, isStale) } : {}),
    ...(has('history') ? { history: toHistory(context, item) } : {}),
    ...(has('ancestors')
      ? { ancestors: ancestorsOf(context, item).map((one) => toV1Content(context, one, [])) }
      : {}),
    ...(has('metadata.labels') ? { metadata: { labels: toLabels(item), _expandable: {} } } : {}),
    ...bodyOf(context, item, has),
    extensions: { position: 'none' },
    _expandable: {
      container: `/rest/api/space/${space?.key}`,
      children: `/rest/api/content/${item.id}/child`,
    },
    _links: {
      webui: webPath(context, item),
      tinyui: `/x/${Number(item.id).toString(36)}`,
      self: `${context.webBase}/rest/api/content/${item.id}`,
    },
  };
}

function bodyOf(context: ServerContext, item: SampleContent, has: (name: string) => boolean) {
  const format = ['storage', 'view'].filter((name) => has(`body.${name}`));
  if (format.length === 0) return {};
  const bodies = format.map((name) => [
    name,
    {
      value: name === 'storage' ? item.body : storageToView(context, item),
      representation: name,
      _expandable: { content: `/rest/api/content/${item.id}` },
    },
  ]);
  return { body: { ...Object.fromEntries(bodies), _expandable: { editor: '' } } };
}

function toVersion(context: ServerContext, item: SampleContent, isStale: boolean) {
  return {
    by: toV1User(context, item.version.author),
    when: item.version.createdAt,
    friendlyWhen: item.version.createdAt.slice(0, 10),
    message: '',
    number: item.version.number - (isStale ? 1 : 0),
    minorEdit: false,
    _expandable: { content: `/rest/api/content/${item.id}` },
    _links: {},
  };
}

function toHistory(context: ServerContext, item: SampleContent) {
  return {
    latest: true,
    createdBy: toV1User(context, item.author),
    createdDate: item.createdAt,
    _expandable: { lastUpdated: '' },
    _links: {},
  };
}

function toLabels(item: SampleContent) {
  const results = item.labels.map((name, index) => ({
    prefix: 'global',
    name,
    id: `${item.id}${index}`,
    label: name,
  }));
  return { results, start: 0, limit: 200, size: results.length, _links: {} };
}
