import { PEOPLE, type Person, SERVICE_ACCOUNT } from '../../company/people.ts';
import type { SampleDirectory, SampleEntraGroup, SampleUser } from '../directory.ts';

/** The Entra id of somebody of the company. */
export const userIdOf = ({ accountId }: Pick<Person, 'accountId'>): string =>
  `0e0e0e00-0000-4000-8000-${accountId.slice(-12)}`;

const groupId = (number: number) => `6f6f6f00-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Ids of the groups of the company. */
export const GROUPS = {
  allStaff: groupId(1),
  people: groupId(2),
  engineering: groupId(3),
  platform: groupId(4),
  otherTeams: groupId(5),
  leads: groupId(6),
  sales: groupId(7),
  finance: groupId(8),
  project: groupId(9),
  projectGuests: groupId(10),
} as const;

export const PARTNER = {
  accountId: '557058:0a1b2c3d-4e5f-4a6b-8c7d-000000000050',
  name: 'Lena Hartwig',
  address: 'lena.hartwig@leafpartners.example',
};
const LEFT = {
  accountId: '557058:0a1b2c3d-4e5f-4a6b-8c7d-000000000051',
  name: 'Otto Marsh',
  address: 'otto.marsh@northwind.example',
};

function member(person: Pick<Person, 'accountId' | 'name' | 'address'>): SampleUser {
  return {
    id: userIdOf(person),
    displayName: person.name,
    userPrincipalName: person.address,
    mail: person.address,
    otherMails: [],
    proxyAddresses: [`SMTP:${person.address}`],
    userType: 'Member',
    accountEnabled: true,
  };
}

/** Invited from another company: the account has a name that is no address of theirs. */
function guest(person: Pick<Person, 'accountId' | 'name' | 'address'>): SampleUser {
  const userPrincipalName = `${person.address.replace('@', '_')}#EXT#@northwindtea.onmicrosoft.com`;
  const invited = { userPrincipalName, otherMails: [person.address] };
  return { ...member(person), ...invited, userType: 'Guest', proxyAddresses: [] };
}

const named = (name: string) => {
  const found = PEOPLE.find((person) => person.name === name) ?? PEOPLE[0];
  return { user: userIdOf(found) };
};
const teams = (...names: string[]) =>
  PEOPLE.filter(({ team }) => names.includes(team)).map((person) => ({ user: userIdOf(person) }));

/** Entra ID of the company: nested groups, one pair of which goes round in a circle. */
export function demoDirectory(): SampleDirectory {
  const users = [...PEOPLE, SERVICE_ACCOUNT].map(member);
  const tanaka = users.find(({ displayName }) => displayName === 'Hiroshi Tanaka');
  // Signs in with another name than the address that everybody writes to, and has one more.
  if (tanaka) {
    tanaka.userPrincipalName = 'htanaka@northwindtea.onmicrosoft.com';
    tanaka.proxyAddresses.push('smtp:logistics@northwind.example');
  }
  return {
    users: [...users, guest(PARTNER), { ...member(LEFT), accountEnabled: false }],
    groups: demoGroups(),
  };
}

function demoGroups(): SampleEntraGroup[] {
  const group = (
    id: string,
    displayName: string,
    members: SampleEntraGroup['members'],
    more: Partial<SampleEntraGroup> = {},
  ): SampleEntraGroup => ({
    id,
    displayName,
    kind: 'security',
    isHidden: false,
    members,
    owners: [],
    ...more,
  });
  const owned = (name: string) => ({ kind: 'microsoft365' as const, owners: [named(name).user] });
  return [
    group(
      GROUPS.allStaff,
      'All staff',
      PEOPLE.map((person) => ({ user: userIdOf(person) })),
    ),
    group(GROUPS.people, 'People', teams('People'), owned('Ewa Nowak')),
    group(GROUPS.engineering, 'Engineering', [
      { group: GROUPS.platform },
      { group: GROUPS.otherTeams },
      { group: GROUPS.leads },
    ]),
    group(GROUPS.platform, 'Team Platform', [named('Ana Lindqvist')]),
    group(GROUPS.otherTeams, 'Other teams', teams('Payments', 'Storefront', 'Data', 'Security')),
    group(GROUPS.leads, 'Leads', [
      named('Ana Lindqvist'),
      named('Ewa Nowak'),
      named('Jürgen Groß'),
    ]),
    group(
      GROUPS.sales,
      'Sales',
      [named('Ewa Nowak'), named('Hiroshi Tanaka'), named('Inés Gutiérrez')],
      owned('Jürgen Groß'),
    ),
    group(GROUPS.finance, 'Finance', [...teams('Finance'), named('Ewa Nowak')]),
    group(GROUPS.project, 'Project Hall C', [
      { group: GROUPS.projectGuests },
      named('Hiroshi Tanaka'),
    ]),
    group(GROUPS.projectGuests, 'Project Hall C: guests', [
      { group: GROUPS.project },
      { user: userIdOf(PARTNER) },
    ]),
  ];
}
