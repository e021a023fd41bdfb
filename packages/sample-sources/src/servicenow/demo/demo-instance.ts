import { seededRandom } from '../../company/random.ts';
import type { SampleInstance, SampleRow } from '../instance.ts';
import { appArticles } from './app-articles.ts';
import { knownErrorArticles, ODD_ARTICLES, policyArticles } from './company-articles.ts';
import { demoDirectory, demoPeople } from './demo-directory.ts';
import { demoOwners, demoPermissions, demoRestrictions } from './demo-permissions.ts';
import { deviceArticles } from './device-articles.ts';
import type { DraftArticle } from './draft-article.ts';
import { incidents } from './incidents.ts';
import { START, sampleRow, sampleSysId } from './sample-row.ts';

const BASES: Record<DraftArticle['base'], { title: string; active: string }> = {
  IT: { title: 'IT Help', active: 'true' },
  OPS: { title: 'Shops and Warehouse', active: 'true' },
  HR: { title: 'People Service Desk', active: 'true' },
  LEGAL: { title: 'Legal', active: 'true' },
  OLD: { title: 'Old help desk', active: 'false' },
};

/** The service desk of the made-up company Northwind Tea: about 140 articles and 60 incidents. */
export function demoInstance(): SampleInstance {
  const drafts = [
    ...appArticles(),
    ...deviceArticles(),
    ...policyArticles(),
    ...knownErrorArticles(),
    ...ODD_ARTICLES,
  ];
  const categories = [...new Set(drafts.map(({ category }) => category))];
  const people = demoPeople();
  const random = seededRandom(20261124);
  return {
    tables: {
      kb_knowledge_base: Object.entries(BASES).map(([key, { title, active }], index) =>
        sampleRow(`base ${key}`, index, {
          title,
          active,
          description: '',
          kb_version: '3',
          ...demoOwners(key as DraftArticle['base']),
        }),
      ),
      kb_category: categories.map((label, index) =>
        sampleRow(`category ${label}`, index, { label, full_category: label, parent_id: '' }),
      ),
      kb_knowledge: drafts.map((draft, index) => toArticle(draft, index, random.pick(people))),
      ...demoDirectory(),
      ...demoPermissions(),
      incident: incidents(people, random),
    },
  };
}

/** Access rules hide the legal knowledge base from the account. */
export function hiddenFromAccount(instance: SampleInstance): Set<string> {
  const legal = sampleSysId('base LEGAL');
  const articles = instance.tables.kb_knowledge ?? [];
  const hidden = articles.filter((row) => row.kb_knowledge_base === legal);
  return new Set([legal, ...hidden.map((row) => row.sys_id)]);
}

function toArticle(draft: DraftArticle, index: number, author: SampleRow): SampleRow {
  return sampleRow(`article ${draft.title} ${index}`, index, {
    number: `KB${String(10_001 + index).padStart(7, '0')}`,
    short_description: draft.title,
    text: draft.isWiki ? '' : draft.text,
    wiki: draft.isWiki ? draft.text : '',
    article_type: draft.isWiki ? 'wiki' : 'text',
    workflow_state: draft.state ?? 'published',
    kb_knowledge_base: sampleSysId(`base ${draft.base}`),
    kb_category: sampleSysId(`category ${draft.category}`),
    author: author.sys_id,
    published: START.slice(0, 10),
    valid_to: '2100-01-01',
    active: draft.state === 'retired' ? 'false' : 'true',
    latest: draft.state === 'outdated' ? 'false' : 'true',
    version: '',
    roles: draft.roles ?? '',
    ...demoRestrictions(draft),
    sys_class_name: 'kb_knowledge',
  });
}
