import { PEOPLE, personOf } from '../../company/people.ts';
import { POLICIES } from '../../company/policies.ts';
import { SERVICES } from '../../company/services.ts';
import type { DraftPage } from './draft.ts';
import * as s from './storage.ts';

const page = (
  [space, title, parent]: [string, string, string?],
  team: string,
  body: readonly string[],
  more: Partial<DraftPage> = {},
): DraftPage => ({
  space,
  title,
  ...(parent ? { parent } : {}),
  labels: [],
  author: personOf(team),
  body,
  ...more,
});

const index = (
  [space, title]: [string, string],
  text: string,
  more: Partial<DraftPage> = {},
): DraftPage =>
  page(
    [space, title, 'Home'],
    'Operations',
    [s.paragraph(text), '<ac:structured-macro ac:name="children" ac:schema-version="2" />'],
    more,
  );

/** Home and index pages, and the odd pages that every grown site has. */
export function framePages(): DraftPage[] {
  return [...homes(), ...indexes(), ...oddPages(), ...hiddenPages()];
}

function homes(): DraftPage[] {
  return ['ENG', 'OPS', 'HR', 'SEC', 'FIN', 'PROD', 'TEA'].map((space) =>
    page([space, 'Home'], 'Operations', [
      s.paragraph(
        `Welcome! ${s.emoticon('light-on')} This space belongs to all of us: correct what is wrong.`,
      ),
      s.panel('note', 'Pages that nobody has touched for two years are archived.'),
    ]),
  );
}

function indexes(): DraftPage[] {
  return [
    index(['ENG', 'Services'], `All ${SERVICES.length} services and who looks after them.`),
    index(['ENG', 'Decision records'], 'One page for each decision that is hard to take back.'),
    index(
      ['ENG', 'Meeting notes'],
      'Fortnightly, fifteen minutes of topics and no status reports.',
    ),
    page(
      ['ENG', 'Timeouts and retries', 'Home'],
      'Platform',
      [
        s.paragraph(
          `Each call has a timeout of two seconds. Retry ${s.strong('only')} what is safe to do twice: three attempts, waiting 100, 400 and 1,600 ms, each with up to 30 % of chance.`,
        ),
      ],
      { labels: ['standard'] },
    ),
    index(
      ['OPS', 'Runbooks'],
      'One runbook for each alert; an alert without a runbook is not switched on.',
    ),
    index(['OPS', 'Capacity'], 'Measured every month.'),
    index(['OPS', 'On-call'], 'A week each, handed over on Tuesdays at 11:00.'),
    index(['OPS', 'Meeting notes'], 'Fortnightly.'),
    index(['PROD', 'Briefs'], 'One page before anything is built.'),
    index(['PROD', 'Release notes'], 'What customers will notice.'),
    index(['PROD', 'Meeting notes'], 'Fortnightly.'),
    index(['TEA', 'Our teas'], 'Water, time, taste.'),
    index(['HR', 'Meeting notes'], 'Monthly.', {
      readers: { groups: ['people-team', 'leads'] },
    }),
    ...['HR', 'SEC', 'FIN'].map((space) =>
      index([space, 'Policies'], 'In force now. Older ones are archived.'),
    ),
  ];
}

function oddPages(): DraftPage[] {
  const everything = POLICIES.map((policy) => [
    s.escapeXml(policy.title),
    policy.owner,
    s.bullets(policy.rules.map(s.escapeXml)),
  ]);
  const longLog = Array.from(
    { length: 900 },
    (_, line) =>
      `2026-10-${String(1 + (line % 28)).padStart(2, '0')}T04:${String(line % 60).padStart(2, '0')}:00Z node-${line % 7} backup step ${line} took ${(line * 37) % 900} ms`,
  );
  return [
    page(
      ['HR', 'All policies on one page', 'Policies'],
      'People',
      [s.table(['Policy', 'Owner', 'Rules'], everything)],
      { labels: ['policy', 'overview'] },
    ),
    page(
      ['OPS', 'Backup log of October', 'Capacity'],
      'Operations',
      [s.paragraph('Kept for the auditors.'), s.codeBlock('', longLog.join('\n'))],
      { labels: ['log'] },
    ),
    page(
      ['ENG', 'Старый сервис: заметки & “кавычки”', 'Services'],
      'Data',
      [s.paragraph('Заметки о старом сервисе поиска. 検索 · بحث · חיפוש · 🍵')],
      { labels: ['unicode'] },
    ),
    page(
      ['ENG', 'Shell tricks', 'Home'],
      'Platform',
      [
        s.codeBlock(
          'bash',
          'if [[ $a < $b ]]; then echo "]]>" && cat <<EOF | grep -v "|"\n<script>not a script</script>\nEOF\nfi',
        ),
      ],
      { labels: ['how-to'] },
    ),
    page(['ENG', 'An empty page', 'Home'], 'Platform', [''], {}),
    page(
      ['ENG', 'Old VPN guide', 'Home'],
      'Platform',
      [s.paragraph('Use the PPTP client. (Archived: this is not how it works any more.)')],
      { status: 'archived' },
    ),
    page(['OPS', 'Draft that went to the bin', 'Home'], 'Operations', [s.paragraph('Gone.')], {
      status: 'trashed',
    }),
    page(
      ['SEC', 'List of contacts for incidents', 'Home'],
      'Security',
      [
        s.table(
          ['Role', 'Who', 'Phone'],
          PEOPLE.slice(0, 5).map((person, position) => [
            person.team,
            s.mention(person.accountId),
            `+31 30 555 01${20 + position}`,
          ]),
        ),
      ],
      {
        labels: ['contacts'],
        readers: { groups: ['security-team'], users: [personOf('Operations')] },
      },
    ),
  ];
}

function hiddenPages(): DraftPage[] {
  const board = ['Takeover talks', 'Board minutes October', 'Salaries of the directors'].map(
    (title) => page(['BOARD', title], 'Finance', [s.paragraph('For the board only.')]),
  );
  const old = ['Intranet 2019', 'Fax numbers', 'Windows 7 images'].map((title) =>
    page(['OLD', title], 'Operations', [s.paragraph('Kept for history.')]),
  );
  const own = ['Overview', 'My reading list'].map((title) =>
    page(['~557058ana', title], 'Platform', [s.paragraph('Private notes.')]),
  );
  const news = [
    'We ship to Norway',
    'First flush has arrived',
    'A restore in 41 minutes',
    'Why we switched off 40 alerts',
    'Hello, Ewa!',
    'Numbers of the third quarter',
  ].map((title, position) =>
    page(
      [['PROD', 'TEA', 'OPS', 'OPS', 'HR', 'FIN'][position] ?? 'PROD', title],
      PEOPLE[position]?.team ?? 'Product',
      [
        s.paragraph(
          `${title}. ${s.emoticon('heart')} Thanks to all who made it happen: ${PEOPLE.slice(
            position,
            position + 3,
          )
            .map((person) => s.mention(person.accountId))
            .join(', ')}.`,
        ),
      ],
      { type: 'blogpost', labels: ['news'] },
    ),
  );
  return [...board, ...old, ...own, ...news];
}
