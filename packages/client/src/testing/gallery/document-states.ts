import type { AccessExplanation, DocumentSummary } from '@rita/contracts';
import { type Answers, answer } from './answers.ts';
import type { GalleryState } from './gallery-state.ts';
import { minutesAgo } from './moments.ts';
import { connectionsInAllStates } from './usual-answers.ts';

const ID = '5b795bb3-5ad9-49e9-919d-a192db1e14ab';
const PAGE = `/documents/${ID}`;
const SOURCES = connectionsInAllStates();
const LISTED = { 'GET /api/data-sources': answer({ data: SOURCES.slice(0, 4) }) };
const FOUND: DocumentSummary[] = [
  ['Jasmine Pearls', ['Tea knowledge', 'Green'], 'confluence', 'Inés Gutiérrez'],
  ['KB0010042 Water for green tea is too hot', ['Help desk'], 'servicenow', null],
  [
    'Brewing guide, everything that shops need to know about green tea.docx',
    ['Shops', 'Documents', 'Training', '2031', 'Second quarter'],
    ...(['sharepoint', 'a.name.as.long.as.an.address@northwind.example'] as const),
  ],
].map(([title, path, type, author], index) => ({
  id: `5b795bb3-5ad9-49e9-919d-a192db1e14a${index}`,
  connection_id: SOURCES.find((source) => source.type === type)?.id ?? '',
  connection_type: type as DocumentSummary['connection_type'],
  title: String(title),
  url: index === 1 ? null : 'https://northwind.example/wiki/jasmine',
  path: path as string[],
  author: author as string | null,
  updated_at: minutesAgo(9000 * (index + 1)),
  excerpt:
    '… let \ue000green tea\ue001 stand for three minutes at 80 °C, and no longer: it gets bitter.',
  passage: { heading: ['Brewing', 'Water and time'], start: 0, end: 20 },
}));

const READ = { documents_read_at: minutesAgo(30), people_read_at: minutesAgo(20) };
const RULE: AccessExplanation = {
  ...{ kind: 'rule', reason: null, is_stale: false, person: null, ...READ },
  layers: [
    {
      named: [
        { principal: 'group:1', name: 'confluence-users' },
        { principal: 'group:2', name: 'Tea tasters of all countries' },
      ],
      more: 0,
    },
    { named: [{ principal: 'account:1', name: 'Inés Gutiérrez' }], more: 12 },
  ],
  denied: { named: [{ principal: 'group:3', name: 'contractors' }], more: 0 },
};
const NOBODY: AccessExplanation = {
  ...{ kind: 'nobody', reason: 'refused', layers: [], denied: null, person: null },
  ...{ ...READ, is_stale: true, people_read_at: minutesAgo(4000) },
};

/** A page with all that Markdown has, as sources write it. */
const BODY = `# Origin

**Jasmine Pearls** is a *scented* green tea, see [the guide](https://northwind.example/guide).

> Water that boils makes it bitter.

## Water and time

1. Heat the water.
   - 80 °C, no more
   - fresh each time
2. Pour.

- [x] Tasted
- [ ] Priced

| Tea | Water | Minutes | Where it grows, and who brings it to us |
| --- | ---: | ---: | --- |
| Jasmine Pearls | 80 °C | 3 | Fujian, by way of Hamburg |
| A_name_without_any_place_where_a_line_could_break | 95 °C | 5 | Assam |

\`\`\`ts
const minutes = teas.map(({ name, minutes }) => [name, minutes] as const).filter(([, m]) => m > 3);
\`\`\`

### شاي أخضر

يُنقع ثلاث دقائق.
`;

function withAccess(access: AccessExplanation): Answers {
  return { 'GET /api/documents/:id/access': answer({ data: access }) };
}

/** Documents that were searched for, and one with all that is said of it. */
export const DOCUMENT_STATES: readonly GalleryState[] = [
  {
    ...{ name: 'documents, found', path: '/documents?query=green%20tea' },
    answers: {
      ...LISTED,
      'GET /api/documents': answer({
        ...{ data: FOUND, next_cursor: 'more', total: 1000, has_more_than_total: true },
      }),
    },
    until: 'main mark',
  },
  {
    ...{ name: 'documents, nothing found', path: '/documents?query=coffee' },
    answers: {
      'GET /api/documents?query=coffee': answer({ data: [], next_cursor: null, total: 0 }),
    },
  },
  {
    ...{ name: 'document, all of Markdown', path: PAGE },
    answers: {
      ...withAccess(RULE),
      'GET /api/documents/:id': answer({
        data: {
          ...{ ...FOUND[0], id: ID, excerpt: undefined, passage: undefined, body: BODY },
          ...{ created_at: minutesAgo(90_000), fetched_at: minutesAgo(60), passages: [] },
        },
      }),
    },
    until: 'main pre',
  },
  {
    ...{ name: 'document, readable for nobody', path: PAGE },
    answers: withAccess(NOBODY),
  },
];
