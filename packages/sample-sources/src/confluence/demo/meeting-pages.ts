import { PEOPLE, personOf } from '../../company/people.ts';
import type { Random } from '../../company/random.ts';
import type { DraftPage } from './draft.ts';
import * as s from './storage.ts';

const TEAMS: readonly (readonly [space: string, team: string])[] = [
  ['ENG', 'Platform'],
  ['ENG', 'Payments'],
  ['ENG', 'Data'],
  ['OPS', 'Operations'],
  ['PROD', 'Product'],
  ['HR', 'People'],
];

const TOPICS = [
  ['Passkeys for the shop', 'we begin with employees', 'write the help page'],
  [
    'Move of the warehouse database',
    'in the night of 12 January, with two hours of read-only',
    'practise the move with a copy',
  ],
  [
    'Fewer alerts at night',
    'alerts that nobody acted on for 90 days are removed',
    'list the candidates',
  ],
  ['Accessibility audit', 'all forms first, product pages next', 'ask the agency for two dates'],
  ['Christmas freeze', 'from 27 November to 27 December only fixes', 'tell the partners'],
  ['New colleagues in January', 'three start on 4 January', 'order laptops and name buddies'],
  ['Costs of the log storage', 'keep debug logs for 7 days instead of 30', 'change the retention'],
  [
    'Customer survey',
    'NPS rose from 52 to 58; delivery times are the main complaint',
    'talk to the parcel service',
  ],
  ['Carbon report', 'train instead of plane saved 11 tonnes', 'publish the numbers'],
  [
    'Search quality',
    '“earl grey bio” found nothing; synonyms are added weekly',
    'collect searches without results',
  ],
] as const;

/** Notes of the fortnightly meetings of each team in 2026. */
export function meetingPages(random: Random): DraftPage[] {
  return TEAMS.flatMap(([space, team]) =>
    Array.from({ length: 10 }, (_, index) => meeting(space, team, index, random)),
  );
}

function meeting(space: string, team: string, index: number, random: Random): DraftPage {
  const day = new Date(Date.UTC(2026, 5, 3 + index * 14)).toISOString().slice(0, 10);
  const present = random.some(PEOPLE, 4);
  const topics = random.some(TOPICS, 3);
  return {
    space,
    parent: 'Meeting notes',
    title: `${day} ${team} meeting`,
    labels: ['meeting-notes', team.toLowerCase()],
    author: personOf(team),
    body: [
      s.paragraph(
        `${s.strong('Date:')} ${s.date(day)} ${s.strong('Present:')} ${present.map((person) => s.mention(person.accountId)).join(', ')}`,
      ),
      s.heading('Topics'),
      s.table(
        ['Topic', 'What we decided', 'Who'],
        topics.map(([topic, decided], position) => [
          topic,
          decided,
          s.mention((present[position] ?? PEOPLE[0]).accountId),
        ]),
      ),
      s.heading('To do'),
      s.tasks(
        topics.map(([, , todo]) => ({
          text: `${s.mention(random.pick(present).accountId)} ${todo}`,
          isDone: random.int(3) > 0,
        })),
      ),
      s.expand('Parked for next time', s.bullets(random.some(TOPICS, 2).map(([topic]) => topic))),
    ],
  };
}
