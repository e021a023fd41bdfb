import type { Random } from '../../company/random.ts';
import type { SampleRow } from '../instance.ts';
import { groupSysId } from './demo-directory.ts';
import { sampleRow } from './sample-row.ts';

const CASES: readonly [title: string, description: string, close: string][] = [
  [
    'Scanner at gate 4 reads nothing',
    'Since the early shift the fixed scanner at gate 4 stays dark.',
    'The power supply was loose. Fastened and taped.',
  ],
  [
    'Payslips of October missing',
    'Three colleagues in Utrecht do not see October in Personio.',
    'The import ran again after the cost centres were mended.',
  ],
  [
    'Web shop shows prices without tax',
    'Customers in Belgium see net prices on product pages.',
    'The tax setting of the market was switched back on.',
  ],
  [
    'Cannot reach the file server from home',
    'VPN connects, but the team folder times out.',
    'Route for 10.20.0.0/16 was missing in the new profile.',
  ],
  [
    'Card terminal in Ghent offline',
    'Payments are refused since 10:15, customers pay cash.',
    'The provider had an outage; all well after 11:40.',
  ],
  [
    'Label printer prints double',
    'Each label comes out twice at packing table 2.',
    'A second print rule was active after the update.',
  ],
  [
    'Meeting room “Assam” without sound',
    'The bar shows a red light.',
    'Firmware installed, sound is back.',
  ],
  [
    'New starter has no laptop',
    'Our new buyer starts on Monday and has no device yet.',
    'Delivered on Friday.',
  ],
  [
    'Report of daily sales is empty',
    'Power BI shows zero for all shops of yesterday.',
    'Gateway credentials had expired; entered again.',
  ],
  [
    'Phishing mail from “the CEO”',
    'Several people got a mail that asks for gift cards.',
    'Sender blocked, mails removed, nobody answered.',
  ],
];

const STATES = ['1', '2', '6', '7'] as const;
const PLACES = ['Utrecht', 'Ghent', 'Lyon', 'Poznań', 'Hamburg', 'Antwerp'] as const;

/** Sixty incidents: ten stories, in six places each. */
export function incidents(people: readonly SampleRow[], random: Random): SampleRow[] {
  return PLACES.flatMap((place, round) =>
    CASES.map(([title, description, close], index) => {
      const number = round * CASES.length + index;
      const state = random.pick(STATES);
      const isOver = state === '6' || state === '7';
      return sampleRow(`incident ${number}`, number, {
        number: `INC${String(10_001 + number).padStart(7, '0')}`,
        short_description: `${title} (${place})`,
        description,
        close_notes: isOver ? close : '',
        state,
        priority: random.pick(['1', '2', '3', '4']),
        category: random.pick(['hardware', 'software', 'network']),
        opened_by: random.pick(people).sys_id,
        assigned_to: random.pick(people).sys_id,
        ...involved(people, number),
        active: isOver ? 'false' : 'true',
        work_notes: '',
      });
    }),
  );
}

/** Who has to do with an incident, besides who opened it and who works on it. */
function involved(people: readonly SampleRow[], number: number): Record<string, string> {
  const at = (place: number) => people[place % people.length]?.sys_id ?? '';
  const desk = number % 4 === 0 ? 'Service desk, nights' : 'Service desk';
  return {
    caller_id: at(number * 5 + 1),
    watch_list: number % 3 === 0 ? `${at(number)},guest@elsewhere.example` : '',
    assignment_group: groupSysId(desk),
  };
}
