import { PEOPLE, type Person, SERVICE_ACCOUNT } from '../../company/people.ts';
import type { SampleSpace } from '../site.ts';
import {
  mayView,
  type SampleAccount,
  type SampleConfluencePrincipal,
  type SampleGroup,
  type SiteAccess,
} from '../site-access.ts';

/** Groups by what they are called in drafts of pages. */
export const GROUP_IDS = {
  staff: '8f6e1c50-0000-4000-8000-000000000001',
  engineering: '8f6e1c50-0000-4000-8000-000000000002',
  'security-team': '8f6e1c50-0000-4000-8000-000000000003',
  'finance-team': '8f6e1c50-0000-4000-8000-000000000004',
  'people-team': '8f6e1c50-0000-4000-8000-000000000005',
  leads: '8f6e1c50-0000-4000-8000-000000000006',
  integrations: '8f6e1c50-0000-4000-8000-000000000007',
} as const;
export type DemoGroup = keyof typeof GROUP_IDS;

const ofTeams = (...teams: string[]) => PEOPLE.filter(({ team }) => teams.includes(team));
const MEMBERS: Record<DemoGroup, readonly Person[]> = {
  staff: PEOPLE,
  engineering: ofTeams('Platform', 'Payments', 'Storefront', 'Data'),
  'security-team': ofTeams('Security'),
  'finance-team': ofTeams('Finance'),
  'people-team': ofTeams('People'),
  leads: ofTeams('People', 'Security', 'Finance', 'Product'),
  integrations: [SERVICE_ACCOUNT],
};

/** Cloud and Data Center both know these; on Data Center they are known by their names. */
export function demoGroups(): SampleGroup[] {
  return Object.entries(GROUP_IDS).map(([name, id]) => ({
    id,
    name,
    members: MEMBERS[name as DemoGroup].map(({ accountId }) => accountId),
    groups: [],
  }));
}

export function demoAccounts(): SampleAccount[] {
  const account = ({ accountId, name, address }: Person, more: Partial<SampleAccount> = {}) => ({
    accountId,
    name,
    address,
    showsAddress: true,
    kind: 'atlassian' as const,
    status: 'active' as const,
    isGuest: false,
    isAdmin: false,
    ...more,
  });
  // Some people hide their addresses, as most do at Atlassian.
  const people = PEOPLE.map((one, index) => account(one, { showsAddress: index % 3 !== 2 }));
  return [...people, account(SERVICE_ACCOUNT, { address: null })];
}

const group = (name: DemoGroup): SampleConfluencePrincipal => ({ group: GROUP_IDS[name] });

/** Who may view a space: the integration may view each, the others as said here. */
const VIEWERS: Record<string, readonly DemoGroup[]> = {
  ENG: ['staff'],
  OPS: ['staff'],
  PROD: ['staff'],
  HR: ['staff'],
  SEC: ['security-team', 'leads'],
  FIN: ['finance-team', 'leads'],
  TEA: ['staff'],
  BOARD: ['leads'],
  OLD: ['staff'],
};

export function permissionsOf(key: string): Pick<SampleSpace, 'permissions' | 'assignments'> {
  const viewers = (VIEWERS[key] ?? []).map(group);
  const owner = key.startsWith('~') ? [{ user: PEOPLE[0].accountId }] : [];
  const permissions = [...viewers, ...owner, group('integrations')].map(mayView);
  const create = { to: group('engineering'), key: 'create', targetType: 'page' };
  return { permissions: [...permissions, create], assignments: [] };
}

export function demoAccess(): SiteAccess {
  return {
    groups: demoGroups(),
    roles: [{ id: 'role-viewer', name: 'Viewer', permissions: ['read/space'] }],
    roleMode: 'ROLES_TRANSITION',
    isAnonymousAllowed: false,
    canUse: [group('staff'), group('integrations')],
  };
}
