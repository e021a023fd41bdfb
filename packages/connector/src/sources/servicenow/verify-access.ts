import type { SourceOption } from '@rita/contracts';
import { inParallel } from '../batches.ts';
import type { Checked, Checks, Remedy } from '../checks.ts';
import { failsAlone } from '../fails-alone.ts';
import { SourceError } from '../source.ts';
import { ACCESS_FIELDS, NARROWING_FIELDS } from './access.ts';
import { ARTICLES, articlesQuery } from './articles.ts';
import { findHiddenFields } from './hidden-fields.ts';
import { CRITERION_FIELDS } from './readers/criteria.ts';
import { LIST_TABLES } from './readers/definitions.ts';
import { MEMBER_FIELDS, ROLE_FIELDS } from './readers/memberships.ts';
import { PLACES, USER_FIELDS } from './readers/people.ts';
import { PROPERTY_NAMES, readProperties } from './readers/properties.ts';
import { cell, isGiven, type TableClient } from './table-client.ts';
import { isRefusal } from './whole-table.ts';

/** A table that permissions are read from. */
type NeededTable = {
  table: string;
  /** Fields that are filled in every record: an empty one is hidden from the account. */
  filled: readonly string[];
  others?: readonly string[];
  /** The role that ships with ServiceNow and opens it; else a rule has to be made. */
  role: string | null;
};

const LISTS: readonly NeededTable[] = Object.values(LIST_TABLES).map((table) => ({
  table,
  filled: ['kb_knowledge_base', 'user_criteria'],
  role: 'knowledge_admin',
}));
const ALWAYS_SAID = ['active', 'advanced', 'match_all', 'locked_out', 'web_service_access_only'];
const isSaid = (field: string) => ALWAYS_SAID.includes(field);
const CRITERIA: NeededTable = {
  table: 'user_criteria',
  filled: CRITERION_FIELDS.filter(isSaid),
  others: CRITERION_FIELDS.filter((field) => !isSaid(field)),
  role: 'user_criteria_admin',
};
const PEOPLE: readonly NeededTable[] = [
  {
    table: 'sys_user',
    filled: USER_FIELDS.filter(isSaid),
    others: USER_FIELDS.filter((field) => !isSaid(field)),
    role: 'user_admin',
  },
  { table: 'sys_user_grmember', filled: MEMBER_FIELDS, role: 'user_admin' },
  { table: 'sys_user_has_role', filled: ROLE_FIELDS, role: 'user_admin' },
  ...['sys_user_group', ...Object.values(PLACES)].map((table) => ({
    table,
    filled: [],
    others: ['parent'],
    role: table === 'sys_user_group' ? 'user_admin' : null,
  })),
];
/** So many records of each are looked at. */
const LOOKED_AT = 20;
const CALLS_AT_ONCE = 4;
const MOST_GROUPS = 1_000;

/**
 * Looks whether what decides over access may be read, and names exactly what may not. Nothing of it
 * keeps a sync from running: documents that need what is missing are found by nobody.
 */
export async function verifyAccess(
  client: TableClient,
  { checks, bases }: { checks: Checks; bases: readonly string[] },
): Promise<void> {
  const all = [
    ...(await findArticleLacks(client, bases)),
    ...(await findLacks(client, [...LISTS, CRITERIA])),
    ...(await findPropertyLacks(client)),
  ];
  await checks.optional('read_permissions', () => tellCriteria(client, all), remedyFor(all));
  const people = await findLacks(client, PEOPLE);
  await checks.optional(
    'read_people',
    async () => tell(people, 'People, groups and roles are visible'),
    remedyFor(people),
  );
}

/** What is wrong with a table, in words that go on behind its name. */
type Lack = { table: string; role: string | null; what: string };

async function findLacks(client: TableClient, tables: readonly NeededTable[]): Promise<Lack[]> {
  const found = await inParallel(tables, CALLS_AT_ONCE, (needed) => lookAt(client, needed));
  return found.flat();
}

async function lookAt(client: TableClient, needed: NeededTable): Promise<Lack[]> {
  const { table, filled, others = [], role } = needed;
  const fields = ['sys_id', ...filled, ...others];
  try {
    const page = await client.list({ table, query: 'ORDERBYsys_id', fields, limit: LOOKED_AT });
    const shown = page.rows.length + page.unreadable;
    if (page.total !== undefined && shown < Math.min(LOOKED_AT, page.total)) {
      return [{ table, role, what: 'some of its records are hidden' }];
    }
    if (page.rows.length === 0) return [];
    const empty = filled.filter((field) => page.rows.every((row) => cell(row, field) === ''));
    const missing = others.filter((field) => page.rows.every((row) => row[field] === undefined));
    return hiddenLacks(needed, [...empty, ...missing]);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return [{ table, role, what: isRefusal(error) ? 'refused' : error.message }];
  }
}

/** Behind a dot stands a field of the table that the field before it points at. */
const POINTS_AT: Record<string, string> = { role: 'sys_user_role', group: 'sys_user_group' };

function hiddenLacks({ table, role }: NeededTable, fields: readonly string[]): Lack[] {
  const byTable = Map.groupBy(fields, (field) => {
    const [first = '', ...rest] = field.split('.');
    return rest.length === 0 ? table : (POINTS_AT[first] ?? table);
  });
  return [...byTable].map(([of, hidden]) => {
    const names = hidden.map((field) => field.split('.').at(-1)).join(', ');
    return { table: of, role, what: `hidden from it: ${names}` };
  });
}

/** Records of articles may be hidden, which hides nothing else; their fields may not. */
async function findArticleLacks(client: TableClient, bases: readonly string[]): Promise<Lack[]> {
  const asked = { table: ARTICLES, query: articlesQuery(bases), fields: ACCESS_FIELDS };
  const { rows } = await client.list({ ...asked, limit: LOOKED_AT });
  const missing = NARROWING_FIELDS.filter((field) => rows.some((row) => !isGiven(row, field)));
  const empty = await findHiddenFields(client, { ...asked, fields: NARROWING_FIELDS });
  const hidden = [...new Set([...missing, ...empty])];
  const article = { table: ARTICLES, filled: [], role: 'knowledge_admin' };
  return hiddenLacks(article, hidden);
}

async function findPropertyLacks(client: TableClient): Promise<Lack[]> {
  let isLacking = false;
  await readProperties(client, () => {
    isLacking = true;
  });
  const what = `the rows ${PROPERTY_NAMES.join(', ')}`;
  return isLacking ? [{ table: 'sys_properties', role: null, what }] : [];
}

async function tellCriteria(
  client: TableClient,
  lacks: readonly Lack[],
): Promise<Checked<undefined>> {
  const told = tell(lacks, 'User criteria of knowledge bases are visible');
  const count = await countScripts(client);
  if (count === 0) return told;
  const scripts = count === 1 ? '1 of them is a script' : `${count} of them are scripts`;
  return {
    ...told,
    detail: `${told.detail}. ${scripts}, which only ServiceNow can run: here they let nobody in, and where they deny they deny everybody`,
  };
}

/** None where the instance does not count for this account. */
async function countScripts(client: TableClient): Promise<number> {
  try {
    return (await client.count('user_criteria', 'active=true^advanced=true')).count;
  } catch (error) {
    if (failsAlone(error)) return 0;
    throw error;
  }
}

function tell(lacks: readonly Lack[], fine: string): Checked<undefined> {
  if (lacks.length === 0) return { value: undefined, detail: fine };
  const names = lacks.map(({ table, what }) => `${table} (${what})`).join('; ');
  throw new SourceError('insufficient_permissions', `The account may not read: ${names}.`);
}

function remedyFor(lacks: readonly Lack[]): Remedy {
  const tables = [...new Set(lacks.map(({ table }) => table))].join(', ');
  const roles = [...new Set(lacks.map(({ role }) => role).filter((role) => role !== null))];
  const byRule = lacks.filter(({ role }) => role === null).map(({ table }) => table);
  const text = [
    'Everything else works; documents that need it are found by nobody.',
    `Give the account read access to ${tables}, to all records and fields, by an access rule of your own`,
    roles.length > 0 ? `or by the ${roles.length > 1 ? 'roles' : 'role'} ${roles.join(', ')}` : '',
    roles.length > 0 && byRule.length > 0
      ? `(for ${byRule.join(', ')} no role of ServiceNow is enough)`
      : '',
  ]
    .filter((part) => part !== '')
    .join(' ')
    .concat('. Do not give it snc_read_only, with which it gets no token.');
  const values = { tables, roles: roles.join(', '), without: byRule.join(', ') };
  return { code: codeOf(roles, byRule), text, values };
}

/** Whether a role is enough, for some of the tables or for all. */
function codeOf(roles: readonly string[], byRule: readonly string[]): string {
  if (roles.length === 0) return 'servicenow.read_by_rule';
  return byRule.length > 0 ? 'servicenow.read_by_rule_or_some_by_role' : 'servicenow.read_by_role';
}

/** Groups whose members may be let in to a table; a missing list is better than no answer. */
export async function offerGroups(client: TableClient): Promise<SourceOption[]> {
  try {
    const { rows } = await client.list({
      table: 'sys_user_group',
      query: 'active=true^ORDERBYname',
      fields: ['sys_id', 'name', 'active'],
      limit: MOST_GROUPS,
    });
    return rows
      .filter((row) => cell(row, 'active') !== 'false' && cell(row, 'name') !== '')
      .map((row) => ({ value: cell(row, 'sys_id'), label: cell(row, 'name') }));
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return [];
  }
}
