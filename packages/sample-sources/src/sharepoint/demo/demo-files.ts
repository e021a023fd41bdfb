import { PEOPLE } from '../../company/people.ts';
import { POLICIES } from '../../company/policies.ts';
import { SERVICES } from '../../company/services.ts';
import { docx, pptx, xlsx } from '../../files/office-files.ts';
import { pdf } from '../../files/pdf-file.ts';
import { own, read, type SampleGrant } from '../grants.ts';
import { GROUPS, PARTNER, userIdOf } from './demo-directory.ts';
import { type DemoFile, SITE_OWNERS } from './places.ts';

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const MIME = {
  docx: `${OFFICE}.wordprocessingml.document`,
  pptx: `${OFFICE}.presentationml.presentation`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  pdf: 'application/pdf',
  csv: 'text/csv',
  md: 'text/markdown',
  txt: 'text/plain',
  png: 'image/png',
};

type Place = Pick<DemoFile, 'library' | 'folders'> & Partial<Pick<DemoFile, 'grants'>>;

let turn = 0;
function file(place: Place, name: string, content: Uint8Array | string): DemoFile {
  const kind = name.split('.').at(-1) as keyof typeof MIME;
  turn += 1;
  return {
    grants: null,
    ...place,
    name,
    mimeType: MIME[kind] ?? 'application/octet-stream',
    content: typeof content === 'string' ? Buffer.from(content) : content,
    author: PEOPLE[turn % PEOPLE.length]?.name ?? '',
  };
}

export function demoFiles(): DemoFile[] {
  turn = 0;
  return [...policyFiles(), ...serviceFiles(), ...salesFiles(), ...oddFiles()];
}

function policyFiles(): DemoFile[] {
  return POLICIES.flatMap((policy) => {
    const place: Place = { library: 'people', folders: ['Policies', policy.owner] };
    const form: Place = { library: 'forms', folders: [policy.owner] };
    return [
      file(
        place,
        `${policy.title}.docx`,
        docx([
          { heading: policy.title, level: 1 },
          { text: policy.purpose },
          { heading: 'Rules', level: 2 },
          {
            rows: [
              ['No.', 'Rule'],
              ...policy.rules.map((rule, index) => [String(index + 1), rule]),
            ],
          },
          { heading: policy.question, level: 2 },
          { text: policy.answer },
        ]),
      ),
      file(
        form,
        `${policy.title} form.pdf`,
        pdf([
          [
            `Form: ${policy.title}`,
            '',
            `Owner: ${policy.owner}`,
            ...policy.rules.map((rule) => `[ ] ${rule}`),
          ],
          ['Signature and date', 'Give this page to your lead.'],
        ]),
      ),
    ];
  });
}

function serviceFiles(): DemoFile[] {
  return SERVICES.flatMap((service) => {
    const place: Place = { library: 'engineering', folders: ['Services', service.name] };
    const days = Array.from(
      { length: 12 },
      (_, index) => new Date(Date.UTC(2026, index % 11, 1 + index)),
    );
    return [
      file(
        place,
        `${service.name} review.pptx`,
        pptx([
          {
            title: `${service.name}: review`,
            lines: [service.purpose, `Team ${service.team}`],
            notes: `Written in ${service.language}, keeps its data in ${service.store}.`,
          },
          {
            title: 'Alerts',
            lines: service.alerts.map((alert) => `${alert.name}: ${alert.means}`),
          },
        ]),
      ),
      file(
        place,
        `${service.name} capacity.xlsx`,
        xlsx([
          {
            name: 'Load',
            rows: [
              ['Month', 'Requests', 'p95 ms'],
              ...days.map((day, index) => [day, 10_000 + service.port * (index + 1), 40 + index]),
            ],
          },
          {
            name: 'Needs',
            rows: [
              ['Service', 'Why'],
              ...service.needs.map((need) => [need, `${service.name} calls it`]),
            ],
          },
        ]),
      ),
      file(
        place,
        'runbook.md',
        `# Runbook of ${service.name}\n\n${service.alerts.map((alert) => `## ${alert.name}\n\n${alert.cause}\n\n**Fix:** ${alert.fix}\n`).join('\n')}`,
      ),
    ];
  });
}

function salesFiles(): DemoFile[] {
  const quarters = ['2025 Q4', '2026 Q1', '2026 Q2', '2026 Q3'];
  const regions = ['Benelux', 'DACH', 'Nordics', 'Iberia'];
  return quarters.flatMap((quarter) => [
    ...regions.map((region) =>
      file(
        { library: 'sales', folders: ['Reports', quarter] },
        `${region} ${quarter}.csv`,
        `Tea,Kilos,Revenue EUR\nSencha Yabukita,${quarter.length * 31},${region.length * 977}\n"Assam, malty",${region.length * 17},4210\n`,
      ),
    ),
    file(
      {
        library: 'sales',
        folders: ['Reports', quarter],
        grants: [OWNERS, read({ group: GROUPS.finance })],
      },
      `Margin ${quarter}.xlsx`,
      xlsx([
        {
          name: 'Margin',
          rows: [['Region', 'Margin %'], ...regions.map((region, index) => [region, 31.5 + index])],
        },
      ]),
    ),
  ]);
}

const OWNERS = own({ siteGroup: SITE_OWNERS });
/** Sent round by a link for everybody, which some have used; a partner had access for a while. */
const PHONE_LIST: SampleGrant[] = [
  OWNERS,
  {
    to: [PEOPLE[4], PEOPLE[10]].map((person) => ({ user: userIdOf(person) })),
    roles: ['read'],
    link: { scope: 'organization', type: 'view' },
  },
  { ...read({ user: userIdOf(PARTNER) }), until: '2026-03-31T00:00:00Z' },
  { to: [], roles: ['read'], invitation: 'new.partner@leafpartners.example' },
];

function oddFiles(): DemoFile[] {
  const place: Place = { library: 'engineering', folders: [] };
  return [
    file(
      place,
      'Заметки – 検索 & “кавычки”.txt',
      'Заметки о старом сервисе поиска. 検索 · بحث · 🍵\n',
    ),
    file(place, 'empty.txt', ''),
    file(place, 'logo.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47])),
    file(
      { ...place, grants: PHONE_LIST },
      'Phone list.csv',
      `Name,Team\n${PEOPLE.map(({ name, team }) => `${name},${team}`).join('\n')}\n`,
    ),
  ];
}
