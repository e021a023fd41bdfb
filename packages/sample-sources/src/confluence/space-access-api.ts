import { nextQuery, type Slice, sliceByCursor } from './paging.ts';
import { v1NotFound, v2Problem } from './refusals.ts';
import { type Call, ok, type Reply, type ServerContext, visibleSpaces } from './server-context.ts';
import type { SampleSpace } from './site.ts';
import type { SampleConfluencePrincipal } from './site-access.ts';
import { refuseForTrouble } from './troubles.ts';
import { groupNameOf, userKeyOf } from './v1-shapes.ts';

/** Who may do what in spaces, by the v2 API of Cloud; undefined for what is not about that. */
export function answerSpaceAccess(context: ServerContext, call: Call): Reply | undefined {
  const path = call.path.slice('/api/v2'.length);
  const { site } = context;
  const [, id, what] = /^\/spaces\/(\d+)\/(permissions|role-assignments)$/.exec(path) ?? [];
  const hasRoles = site.roleMode !== 'PRE_ROLES';
  if (what === 'permissions') {
    const refused = refuseForTrouble(context, 'space_permissions');
    return refused ?? inSpace(context, call, { id, rows: permissionRows });
  }
  const isAboutRoles = what !== undefined || /^\/space-role/.test(path);
  if (!isAboutRoles) return undefined;
  const refused = refuseForTrouble(context, 'space_roles');
  if (refused) return refused;
  if (path === '/space-role-mode') return ok({ mode: site.roleMode });
  if (!hasRoles) return v2Problem(404, 'NOT_FOUND', 'Not Found');
  if (what) return inSpace(context, call, { id, rows: assignmentRows });
  if (path !== '/space-roles') return undefined;
  const roles = site.roles.map((role) => ({
    id: role.id,
    type: 'CUSTOM',
    name: role.name,
    description: '',
    spacePermissions: role.permissions,
  }));
  return page(context, call, sliceByCursor(roles, call.query, context));
}

type Rows = (context: ServerContext, space: SampleSpace) => unknown[];

function inSpace(
  context: ServerContext,
  call: Call,
  { id, rows }: { id: string | undefined; rows: Rows },
): Reply {
  const space = visibleSpaces(context).find((candidate) => candidate.id === id);
  if (!space) return v2Problem(404, 'NOT_FOUND', 'Space not found');
  return page(context, call, sliceByCursor(rows(context, space), call.query, context));
}

const CLASSES = (name: string) => name.toUpperCase().replaceAll('-', '_');

function permissionRows({ site, switches }: ServerContext, space: SampleSpace) {
  const roles = new Map(site.roles.map((role) => [role.id, role.permissions]));
  const repeated = switches.permissionsRepeatRoles
    ? space.assignments.flatMap(({ to, role }) =>
        (roles.get(role) ?? []).map((permission) => {
          const [key = '', targetType = ''] = permission.split('/');
          return { to, key, targetType };
        }),
      )
    : [];
  return [...space.permissions, ...repeated].map(({ to, key, targetType }, index) => ({
    id: String(900 + index),
    principal: permissionPrincipal(to),
    operation: { key, targetType },
  }));
}

function permissionPrincipal(to: SampleConfluencePrincipal) {
  if ('user' in to) return { type: 'user', id: to.user };
  if ('group' in to) return { type: 'group', id: to.group };
  if ('class' in to) return { type: 'access-class', id: CLASSES(to.class) };
  if ('role' in to) return { type: 'role', id: to.role };
  return { type: 'unheard-of', id: to.unheardOf };
}

function assignmentRows(_: ServerContext, space: SampleSpace) {
  return space.assignments.map(({ to, role }) => ({ principal: rolePrincipal(to), roleId: role }));
}

function rolePrincipal(to: SampleConfluencePrincipal) {
  if ('user' in to) return { principalType: 'USER', principalId: to.user };
  if ('group' in to) return { principalType: 'GROUP', principalId: to.group };
  if ('class' in to) return { principalType: 'ACCESS_CLASS', principalId: to.class };
  return { principalType: 'UNHEARD_OF', principalId: 'unheardOf' in to ? to.unheardOf : to.role };
}

function page(context: ServerContext, call: Call, slice: Slice<unknown>): Reply {
  const next = slice.next ? `/wiki${call.path}?${nextQuery(call.query, slice.next)}` : undefined;
  return ok({ results: slice.items, _links: { ...(next ? { next } : {}), base: context.webBase } });
}

/** The same on Data Center, since 9.1, and who may use the site at all. */
export function answerDataCenterAccess(context: ServerContext, call: Call): Reply | undefined {
  const path = call.path.slice('/rest/api'.length);
  if (path === '/permissions') {
    const missing = isOlderThan(context, 9.2) ? v1NotFound('Not Found') : undefined;
    const rows = context.site.canUse.map((to) => ({
      operation: { operationKey: 'use', targetType: 'application' },
      subject: subjectOf(context, to),
    }));
    return missing ?? refuseForTrouble(context, 'site_permissions') ?? ok(rows);
  }
  const key = /^\/space\/([^/]+)\/permissions$/.exec(path)?.[1];
  if (!key) return undefined;
  if (isOlderThan(context, 9.1)) return v1NotFound('Not Found');
  const space = visibleSpaces(context).find((one) => one.key === decodeURIComponent(key));
  const refused = refuseForTrouble(context, 'space_permissions');
  if (refused || !space) return refused ?? v1NotFound(`No space with key : ${key}`);
  return ok(
    space.permissions
      .filter(({ to }) => !('class' in to) && !('role' in to))
      .map(({ to, key: operationKey, targetType }) => ({
        operation: { operationKey, targetType },
        subject: subjectOf(context, to),
      })),
  );
}

function isOlderThan({ switches }: ServerContext, version: number): boolean {
  const [major = 0, minor = 0] = switches.dataCenterVersion.split('.').map(Number);
  return (
    major < Math.floor(version) ||
    (major === Math.floor(version) && minor < Math.round((version % 1) * 10))
  );
}

function subjectOf({ site }: ServerContext, to: SampleConfluencePrincipal) {
  if ('user' in to) return { type: 'known', userKey: userKeyOf(to.user) };
  if ('group' in to) return { type: 'group', name: groupNameOf(site, to.group) };
  return { type: 'unheardOf' in to ? to.unheardOf : 'anonymous', displayName: 'Anonymous' };
}
