import { PEOPLE } from '../../company/people.ts';
import type { SampleRow } from '../instance.ts';
import { SAMPLE_INSTANCE_USER } from '../server-context.ts';
import { sampleRow, sampleSysId } from './sample-row.ts';

/** Of these the company has hired nobody: they come from elsewhere. */
const CONTRACTORS = new Set(['Liam O’Connor', 'Chiara Rossi']);
const GROUPS: Record<string, { parent?: string; teams: readonly string[]; people?: string[] }> = {
  'Service desk': { teams: ['Support'], people: ['Jürgen Groß'] },
  'Service desk, nights': { parent: 'Service desk', teams: ['Data'] },
  'People team': { teams: ['People'] },
  'Network owners': { teams: ['Security'] },
};
const ROLES: Record<string, { people: readonly string[]; isElevated?: boolean }> = {
  snc_internal: { people: PEOPLE.map(({ name }) => name) },
  itil: { people: ['Katarzyna Zając', 'Jürgen Groß', 'Ewa Nowak', 'Ana Lindqvist'] },
  knowledge_admin: { people: ['Daan de Vries'] },
  security_admin: { people: ['Femi Adeyemi'], isElevated: true },
};
const OPEN = { active: 'true', locked_out: 'false', web_service_access_only: 'false' };

export const personSysId = (name: string): string =>
  sampleSysId(PEOPLE.find((person) => person.name === name)?.accountId ?? name);
export const groupSysId = (name: string): string => sampleSysId(`group ${name}`);

/** People as the service desk knows them, and what there is besides: old, technical, shared accounts. */
export function demoUsers(): SampleRow[] {
  const service = sampleRow('service account', 0, {
    ...OPEN,
    name: 'svc assistant',
    user_name: SAMPLE_INSTANCE_USER,
    time_zone: 'GMT',
    email: '',
    ...nowhere(),
    web_service_access_only: 'true',
  });
  const odd = [
    { name: 'Ella Former', email: 'ella.former@northwind.example', active: 'false' },
    { name: 'Mia Mistyped', email: 'mia.mistyped@northwind.example', locked_out: 'true' },
    { name: 'Packing table 1', email: 'packing@northwind.example' },
    { name: 'Packing table 2', email: 'Packing@northwind.example' },
  ].map(({ name, ...more }, index) =>
    sampleRow(`user ${name}`, index, {
      ...OPEN,
      name,
      user_name: loginOf(name),
      time_zone: '',
      ...nowhere(),
      ...more,
    }),
  );
  return [service, ...demoPeople(), ...odd];
}

export function demoPeople(): SampleRow[] {
  return PEOPLE.map((person, index) =>
    sampleRow(person.accountId, index, {
      ...OPEN,
      name: person.name,
      user_name: loginOf(person.name),
      time_zone: '',
      email: person.address,
      company: sampleSysId(CONTRACTORS.has(person.name) ? 'company Kettle' : 'company Northwind'),
      department: sampleSysId(`department ${person.team}`),
      location: sampleSysId(index % 2 === 0 ? 'location Utrecht' : 'location Ghent'),
    }),
  );
}

const loginOf = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, '.');
const nowhere = () => ({ company: '', department: '', location: '' });

/** Groups, roles and places, with who is in them. */
export function demoDirectory(): Record<string, SampleRow[]> {
  const teams = [...new Set(PEOPLE.map(({ team }) => team))];
  return {
    sys_user: demoUsers(),
    sys_user_group: Object.entries(GROUPS).map(([name, { parent }], index) =>
      sampleRow(`group ${name}`, index, {
        name,
        active: 'true',
        parent: parent === undefined ? '' : groupSysId(parent),
      }),
    ),
    sys_user_grmember: demoMembers(),
    sys_user_role: Object.entries(ROLES).map(([name, { isElevated }], index) =>
      sampleRow(`role ${name}`, index, { name, elevated_privilege: String(isElevated ?? false) }),
    ),
    sys_user_has_role: demoRoleHolders(),
    core_company: ['Northwind', 'Kettle'].map((name, index) =>
      sampleRow(`company ${name}`, index, { name, parent: '' }),
    ),
    cmn_department: teams.map((name, index) =>
      sampleRow(`department ${name}`, index, { name, parent: '' }),
    ),
    cmn_location: ['Utrecht', 'Ghent'].map((name, index) =>
      sampleRow(`location ${name}`, index, { name, parent: '' }),
    ),
  };
}

function demoMembers(): SampleRow[] {
  return Object.entries(GROUPS).flatMap(([name, { teams, people = [] }]) =>
    PEOPLE.filter((person) => teams.includes(person.team) || people.includes(person.name)).map(
      (person, index) =>
        sampleRow(`member ${name} ${person.name}`, index, {
          group: groupSysId(name),
          user: sampleSysId(person.accountId),
        }),
    ),
  );
}

/** Who has a role of their own and by a group has it twice, as with legacy role management. */
function demoRoleHolders(): SampleRow[] {
  return Object.entries(ROLES).flatMap(([role, { people }]) =>
    people.flatMap((name) =>
      ['false', ...(role === 'itil' ? ['true'] : [])].map((inherited, index) =>
        sampleRow(`has role ${role} ${name} ${inherited}`, index, {
          user: personSysId(name),
          role: sampleSysId(`role ${role}`),
          state: 'active',
          inherited,
        }),
      ),
    ),
  );
}
