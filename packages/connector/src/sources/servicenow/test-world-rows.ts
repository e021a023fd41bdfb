import { type SampleInstance, type SampleRow, sampleRow, sampleSysId } from '@rita/sample-sources';
import {
  ROLE_NAMES,
  type World,
  type WorldArticle,
  type WorldCriterion,
  type WorldPerson,
} from './test-worlds.ts';

const LIST_TABLES = [
  'kb_uc_can_read_mtom',
  'kb_uc_cannot_read_mtom',
  'kb_uc_can_contribute_mtom',
  'kb_uc_cannot_contribute_mtom',
];
const PROPERTIES = [
  'glide.knowman.block_access_with_no_user_criteria',
  'glide.knowman.apply_article_read_criteria',
  'glide.knowman.search.apply_role_based_security',
  'glide.knowman.ownership_group.enabled',
  'glide.knowman.preknowledge3.kb_version',
];

const idOf = (kind: string, number: number) => sampleSysId(`world ${kind} ${number}`);
const idsOf = (kind: string, numbers: readonly number[]) =>
  numbers.map((number) => idOf(kind, number)).join(',');
const orNone = (kind: string, number: number | null) => (number === null ? '' : idOf(kind, number));
export const addressOf = (number: number) => `person${number}@world.example`;
export const articleIdOf = (number: number) => `kb_knowledge:${idOf('article', number)}`;

/** The same world as records of an instance. */
export function toInstance(world: World): SampleInstance {
  const row = (kind: string, number: number, fields: Record<string, string>): SampleRow => ({
    ...sampleRow(kind, 0, fields),
    sys_id: idOf(kind, number),
  });
  const place = (kind: string) =>
    world.parents.map((parent, index) =>
      row(kind, index, { name: `${kind} ${index}`, parent: orNone(kind, parent) }),
    );
  const pairs = (table: string, all: readonly (readonly [Record<string, string>, string])[]) =>
    all.map(([fields, key]) => row(`${table} ${key}`, 0, fields));
  return {
    tables: {
      ...Object.fromEntries(
        ['core_company', 'cmn_department', 'cmn_location'].map((table) => [table, place(table)]),
      ),
      sys_user: world.people.map((one, index) => row('person', index, toUser(one, index))),
      sys_user_group: world.groups.map((one, index) =>
        row('group', index, {
          name: `Group ${index}`,
          active: String(one.isActive),
          parent: orNone('group', one.parent),
        }),
      ),
      sys_user_grmember: pairs(
        'member',
        world.groups.flatMap(({ members }, number) =>
          members.map(
            (user) =>
              [
                { user: idOf('person', user), group: idOf('group', number) },
                `${number} ${user}`,
              ] as const,
          ),
        ),
      ),
      sys_user_role: ROLE_NAMES.map((name, index) =>
        row('role', index, { name, elevated_privilege: String(name === 'security_admin') }),
      ),
      sys_user_has_role: pairs(
        'holder',
        world.roles.flatMap(({ holders, state }, number) =>
          holders.map(
            (user) =>
              [
                { user: idOf('person', user), role: idOf('role', number), state },
                `${number} ${user}`,
              ] as const,
          ),
        ),
      ),
      user_criteria: world.criteria.map((one, index) =>
        row('criterion', index, toCriterionRow(one, index)),
      ),
      kb_knowledge_base: world.bases.map((one, index) =>
        row('base', index, {
          title: `Base ${index}`,
          active: 'true',
          owner: orNone('person', one.owner),
          kb_managers: idsOf('person', one.managers),
          kb_version: one.version,
        }),
      ),
      ...Object.fromEntries(
        LIST_TABLES.map((table, list) => [
          table,
          pairs(
            table,
            world.bases.flatMap(({ lists: all }, number) =>
              (all[list] ?? []).map(
                (criterionNumber) =>
                  [
                    {
                      kb_knowledge_base: idOf('base', number),
                      user_criteria: idOf('criterion', criterionNumber),
                    },
                    `${number} ${criterionNumber}`,
                  ] as const,
              ),
            ),
          ),
        ]),
      ),
      kb_knowledge: world.articles.map((one, index) =>
        row('article', index, toArticle(one, index)),
      ),
      sys_properties: world.properties.flatMap((value, index) =>
        value === null ? [] : [row('property', index, { name: PROPERTIES[index] ?? '', value })],
      ),
    },
  };
}

function toUser({ state, address, places }: WorldPerson, index: number) {
  const [company, department, location] = places;
  return {
    name: `Person ${index}`,
    user_name: `person.${index}`,
    email: addressOf(address ?? index),
    active: String(state !== 'inactive'),
    locked_out: String(state === 'locked'),
    web_service_access_only: String(state === 'technical'),
    company: idOf('core_company', company),
    department: idOf('cmn_department', department),
    location: idOf('cmn_location', location),
  };
}

function toCriterionRow(one: WorldCriterion, index: number) {
  const { user = [], group = [], role = [] } = one.lists;
  const { company = [], department = [], location = [] } = one.lists;
  return {
    name: `Criterion ${index}`,
    user: idsOf('person', user),
    group: idsOf('group', group),
    role: idsOf('role', role),
    company: idsOf('core_company', company),
    department: idsOf('cmn_department', department),
    location: idsOf('cmn_location', location),
    match_all: String(one.matchAll),
    advanced: String(one.isScripted),
    script: one.isScripted ? "answer = user == 'person.1' || user == 'person.2';" : '',
    active: String(one.isActive),
  };
}

function toArticle(one: WorldArticle, index: number) {
  return {
    number: `KB${index}`,
    short_description: `Article ${index}`,
    text: '<p>Tea</p>',
    wiki: '',
    workflow_state: 'published',
    latest: 'true',
    kb_knowledge_base: idOf('base', one.base),
    kb_category: '',
    author: '',
    roles: one.roles.map((number) => ROLE_NAMES[number]).join(','),
    can_read_user_criteria: idsOf('criterion', one.can),
    cannot_read_user_criteria: idsOf('criterion', one.cannot),
    ownership_group: orNone('group', one.owners),
    sys_class_name: 'kb_knowledge',
  };
}
