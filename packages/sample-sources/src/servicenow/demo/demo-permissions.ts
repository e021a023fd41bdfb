import type { SampleRow } from '../instance.ts';
import { groupSysId, personSysId } from './demo-directory.ts';
import type { DraftArticle } from './draft-article.ts';
import { sampleRow, sampleSysId } from './sample-row.ts';

const NOTHING = {
  ...{ user: '', group: '', role: '', company: '', department: '', location: '' },
  ...{ match_all: 'false', advanced: 'false', script: '', active: 'true' },
};

export const criterionSysId = (name: string): string => sampleSysId(`criteria ${name}`);

/** User criteria of every kind that there is. */
const CRITERIA: Record<string, Record<string, string>> = {
  employees: { name: 'All employees', company: sampleSysId('company Northwind') },
  'people team': { name: 'People team', group: groupSysId('People team') },
  contractors: { name: 'Contractors', company: sampleSysId('company Kettle') },
  'service desk': { name: 'Service desk', group: groupSysId('Service desk'), role: '' },
  finance: {
    name: 'Finance, employed',
    department: sampleSysId('department Finance'),
    company: sampleSysId('company Northwind'),
    match_all: 'true',
  },
  counsel: { name: 'Counsel', user: personSysId('Femi Adeyemi') },
  'on call': {
    name: 'On call this week',
    advanced: 'true',
    script: "answer = ['hiroshi.tanaka'].indexOf(user_id) >= 0;",
  },
  'warehouse 2019': {
    name: 'Warehouse of 2019',
    location: sampleSysId('location Utrecht'),
    active: 'false',
  },
  nothing: { name: 'To be filled in' },
};

const BASES: readonly [table: string, base: DraftArticle['base'], criterion: string][] = [
  ['kb_uc_can_read_mtom', 'IT', 'employees'],
  ['kb_uc_can_read_mtom', 'IT', 'contractors'],
  ['kb_uc_can_contribute_mtom', 'IT', 'service desk'],
  ['kb_uc_can_read_mtom', 'HR', 'employees'],
  ['kb_uc_cannot_read_mtom', 'HR', 'contractors'],
  ['kb_uc_can_contribute_mtom', 'HR', 'people team'],
  ['kb_uc_cannot_contribute_mtom', 'HR', 'contractors'],
  ['kb_uc_can_read_mtom', 'LEGAL', 'counsel'],
];
const MTOM_TABLES = [
  'kb_uc_can_read_mtom',
  'kb_uc_cannot_read_mtom',
  'kb_uc_can_contribute_mtom',
  'kb_uc_cannot_contribute_mtom',
];

/** Criteria, what of them holds for which knowledge base, and the settings that go with them. */
export function demoPermissions(): Record<string, SampleRow[]> {
  const mtom = (table: string) =>
    BASES.filter(([of]) => of === table).map(([, base, criterion], index) =>
      sampleRow(`${table} ${base} ${criterion}`, index, {
        kb_knowledge_base: sampleSysId(`base ${base}`),
        user_criteria: criterionSysId(criterion),
      }),
    );
  return {
    user_criteria: Object.entries(CRITERIA).map(([key, fields], index) =>
      sampleRow(`criteria ${key}`, index, { ...NOTHING, ...fields }),
    ),
    ...Object.fromEntries(MTOM_TABLES.map((table) => [table, mtom(table)])),
    sys_properties: [
      ['glide.knowman.block_access_with_no_user_criteria', 'false'],
      ['glide.knowman.apply_article_read_criteria', 'false'],
      ['glide.knowman.ownership_group.enabled', 'true'],
    ].map(([name = '', value = ''], index) =>
      sampleRow(`property ${name}`, index, { name, value }),
    ),
  };
}

/** Owner and managers of a knowledge base. */
export function demoOwners(base: DraftArticle['base']): Record<string, string> {
  const owner = base === 'HR' ? personSysId('Ewa Nowak') : '';
  return { owner, kb_managers: base === 'OPS' ? personSysId('Hiroshi Tanaka') : '' };
}

/** Articles that one criterion alone may read; the last three cannot be known outside. */
const ONLY_FOR: Record<string, string> = {
  'Do I lose vacation?': 'people team',
  'Gate codes of this week': 'on call',
  'How the warehouse was laid out in 2019': 'warehouse 2019',
  'Tasting room: who may book it': 'nothing',
};

/** What single articles say of themselves. */
export function demoRestrictions({ title, base, category }: DraftArticle): Record<string, string> {
  const own: Record<string, string> = {
    can_read_user_criteria: '',
    cannot_read_user_criteria: '',
    ownership_group: '',
  };
  const only = ONLY_FOR[title];
  if (only !== undefined) own.can_read_user_criteria = criterionSysId(only);
  if (category === 'Finance') own.can_read_user_criteria = criterionSysId('finance');
  if (base === 'IT' && category === 'Rules') {
    own.cannot_read_user_criteria = criterionSysId('contractors');
  }
  if (title === 'Network drives on Linux') own.ownership_group = groupSysId('Network owners');
  return own;
}
