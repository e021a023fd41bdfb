import type { SampleServiceNow } from '@rita/sample-sources';
import fc from 'fast-check';
import type { SourceAnswer, SourceHttp } from '../../egress/source-http.ts';
import { madeAnswer } from '../testing/made-answer.ts';

/** Tables that decide over access, and fields of them that access rules may hide. */
export const DECIDING_TABLES = [
  ...['kb_uc_can_read_mtom', 'kb_uc_cannot_read_mtom'],
  ...['kb_uc_can_contribute_mtom', 'kb_uc_cannot_contribute_mtom'],
  ...['kb_knowledge_base', 'user_criteria', 'sys_properties', 'sys_user', 'sys_user_group'],
  ...['sys_user_grmember', 'sys_user_role', 'sys_user_has_role'],
  ...['core_company', 'cmn_department', 'cmn_location'],
];
const FIELDS = [
  ...['kb_knowledge.roles', 'kb_knowledge.can_read_user_criteria', 'kb_knowledge.ownership_group'],
  ...['kb_knowledge.cannot_read_user_criteria', 'kb_knowledge.kb_knowledge_base'],
  ...[
    'user',
    'group',
    'role',
    'company',
    'department',
    'location',
    'match_all',
    'advanced',
    'active',
  ].map((field) => `user_criteria.${field}`),
  ...[
    'email',
    'active',
    'locked_out',
    'web_service_access_only',
    'company',
    'department',
    'location',
  ].map((field) => `sys_user.${field}`),
  ...['sys_user_grmember.user', 'sys_user_grmember.group', 'sys_user_group.active'],
  ...['sys_user_has_role.user', 'sys_user_has_role.role', 'sys_user_has_role.state'],
  ...['sys_user_role.name', 'sys_user_role.elevated_privilege', 'sys_user_group.parent'],
  ...['core_company.parent', 'cmn_department.parent', 'cmn_location.parent'],
  ...['kb_uc_can_read_mtom', 'kb_uc_cannot_read_mtom', 'kb_uc_cannot_contribute_mtom'].flatMap(
    (table) => [`${table}.kb_knowledge_base`, `${table}.user_criteria`],
  ),
  ...['sys_properties.name', 'sys_properties.value', 'kb_knowledge_base.kb_version'],
];
/** Where ServiceNow’s manual leaves something open, the other way round. */
const OTHER_WAYS = [
  'emptyCriteriaMatchEverybody',
  'inactiveLeavesListEmpty',
  'contributeBeatsCannotRead',
  'hierarchies',
  'ownershipAlways',
] as const;

/** What a reading meets besides a world that is in order. */
export type Trouble =
  | { kind: 'none' }
  | { kind: 'refused'; table: string }
  | { kind: 'rows hidden'; table: string; every: number }
  | { kind: 'field hidden'; field: string; isEmpty: boolean }
  | { kind: 'not counted'; nowhere: boolean }
  | { kind: 'small pages' }
  | { kind: 'other way'; way: (typeof OTHER_WAYS)[number] }
  | { kind: 'failing'; table: string };

const table = fc.constantFrom(...DECIDING_TABLES);
export const troubles: fc.Arbitrary<Trouble> = fc.oneof(
  { weight: 7, arbitrary: fc.constant({ kind: 'none' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('refused' as const), table }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('rows hidden' as const),
      table,
      every: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('field hidden' as const),
      field: fc.constantFrom(...FIELDS),
      isEmpty: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('not counted' as const), nowhere: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'small pages' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('other way' as const),
      way: fc.constantFrom(...OTHER_WAYS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('failing' as const), table }) },
);

/** Sets a sample to a trouble, and back from the one before. */
export function setTrouble({ controls }: SampleServiceNow, trouble: Trouble): void {
  const { switches, instance } = controls;
  const ids = trouble.kind === 'rows hidden' ? (instance.tables[trouble.table] ?? []) : [];
  const every = trouble.kind === 'rows hidden' ? trouble.every : 1;
  const isUncounted = trouble.kind === 'not counted';
  Object.assign(switches, {
    ...Object.fromEntries(OTHER_WAYS.map((way) => [way, false])),
    ...(trouble.kind === 'other way' ? { [trouble.way]: true } : {}),
    forbiddenTables: new Set(trouble.kind === 'refused' ? [trouble.table] : []),
    hiddenIds: new Set(ids.filter((_, at) => at % every === 0).map((row) => row.sys_id)),
    hiddenFields: new Set(trouble.kind === 'field hidden' ? [trouble.field] : []),
    hiddenFieldsAreEmpty: trouble.kind === 'field hidden' && trouble.isEmpty,
    withholdCount: isUncounted,
    statsForbidden: isUncounted && trouble.nowhere,
    largestPage: trouble.kind === 'small pages' ? 2 : null,
  });
}

/** A table that breaks off whatever is asked of it, as an instance does that is too busy. */
export function withTrouble(trouble: Trouble): (http: SourceHttp) => SourceHttp {
  const isFailing = (url: URL) =>
    trouble.kind === 'failing' && url.pathname.endsWith(`/${trouble.table}`);
  return (http) => ({
    send: async (request) =>
      isFailing(new URL(request.url)) ? brokenOff(request.url) : http.send(request),
  });
}

function brokenOff(url: string | URL): SourceAnswer {
  const error = { message: 'Transaction cancelled: maximum execution time exceeded' };
  return madeAnswer(url, { status: 200, body: { error, status: 'failure' } });
}
