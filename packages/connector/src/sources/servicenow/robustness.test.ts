import {
  type SampleServiceNow,
  sampleRow,
  sampleSysId,
  startSampleServiceNow,
} from '@rita/sample-sources';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { proveEnds } from '../testing/prove-ends.ts';
import { proveFields } from '../testing/prove-fields.ts';
import { readToEnd } from '../testing/read-to-end.ts';
import type { RunChange } from '../testing/source-run.ts';
import { withoutWaiting } from '../testing/without-waiting.ts';
import type { ServiceNowContext } from './context.ts';
import { readAgain } from './read-again.ts';
import { sync } from './sync.ts';
import { inProcess } from './test-reading.ts';
import { manyArticles, openRun, runSync } from './testing.ts';

// A whole sync for each field of each answer, and for each trouble of each list.
vi.setConfig({ testTimeout: 120_000 });

let sample: SampleServiceNow;
beforeEach(async () => {
  sample = await startSampleServiceNow({ content: smallInstance(), switches: { largestPage: 2 } });
});
afterEach(() => sample.close());
withoutWaiting();

/** Some of everything, each in a list of three pages. */
function smallInstance() {
  const content = manyArticles(6);
  const base = sampleSysId('base');
  const [article, wiki, template] = content.tables.kb_knowledge ?? [];
  Object.assign(article ?? {}, { roles: 'itil', can_read_user_criteria: sampleSysId('own') });
  Object.assign(wiki ?? {}, { article_type: 'wiki', text: '', wiki: '== Tea ==' });
  Object.assign(template ?? {}, { text: '', kb_question: 'Why?', kb_answer: 'Because' });
  const criteria = [0, 1, 2, 3, 4].map((index) =>
    sampleRow(`criteria ${index}`, index, {
      kb_knowledge_base: base,
      user_criteria: sampleSysId(`of ${index}`),
    }),
  );
  content.tables.kb_uc_can_read_mtom = criteria;
  content.tables.kb_uc_cannot_read_mtom = [{ ...criteria[0], sys_id: sampleSysId('cannot') }];
  content.tables.incident = [0, 1, 2, 3, 4].map((index) =>
    sampleRow(`incident ${index}`, index, {
      number: `INC${index}`,
      short_description: `Incident ${index}`,
      description: 'The kettle is cold',
      active: 'true',
      state: '1',
    }),
  );
  return content;
}

const settings = {
  knowledge_bases: [sampleSysId('base')],
  tables: [{ table: 'incident', query: 'active=true' }],
};

const decides = [
  // The lists, the ids in them, and the numbers that prove their ends.
  / result(\[\])?$/,
  / result\[\]\.sys_id(\.value)?$/,
  / result\.stats(\.count)?$/,
  // What says whether an article is one of those that are wanted.
  / result\[\]\.(workflow_state|kb_knowledge_base)$/,
];
const open = ({ through }: RunChange) =>
  openRun(sample, {
    settings,
    through: () => {
      const direct = inProcess(sample);
      return through?.(direct) ?? direct;
    },
  });

it('no field of an answer stops a first sync or removes a document', async () => {
  expect(await proveFields({ driver: { sync }, open, decides })).toEqual([]);
});

it('nor a later sync', async () => {
  const { kept } = await runSync(sample, { settings, through: () => inProcess(sample) });
  for (const table of ['kb_knowledge', 'incident']) {
    for (const row of (sample.controls.instance.tables[table] ?? []).slice(0, 2)) {
      sample.controls.edit(table, row.sys_id, { short_description: 'New' });
    }
  }
  expect(await proveFields({ driver: { sync }, open, decides, stored: kept })).toEqual([]);
});

it('nor the reading of single items', async () => {
  const { documents } = await runSync(sample, { settings, through: () => inProcess(sample) });
  const items = documents.map(({ externalId, title, url }) => ({ externalId, title, url }));
  const again = (context: ServiceNowContext) => readToEnd(readAgain(context, items));
  expect(await proveFields({ driver: { sync: again }, open, decides })).toEqual([]);
});

it('the end of each list is proven, or nothing goes', async () => {
  const of = (table: string, field: string) => (url: URL) =>
    url.pathname.endsWith(`/table/${table}`) &&
    (url.searchParams.get('sysparm_query') ?? '').includes('ORDERBYsys_id') &&
    (url.searchParams.get('sysparm_fields') ?? '').includes(field);
  const list = { items: ['result'], link: null };
  const breaches = await proveEnds({
    driver: { sync },
    open,
    listings: [
      {
        ...list,
        name: 'articles',
        isAsked: of('kb_knowledge', 'workflow_state'),
        ghost: `kb_knowledge:${sampleSysId('ghost')}`,
      },
      {
        ...list,
        name: 'records of a table',
        isAsked: of('incident', 'sys_mod_count'),
        ghost: `incident:${sampleSysId('ghost')}`,
      },
    ],
  });
  expect(breaches).toEqual([]);
});
