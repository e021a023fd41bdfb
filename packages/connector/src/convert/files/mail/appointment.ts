import { type Block, paragraph, plainRun, STRONG } from '../../tree.ts';

const LONGEST = 500_000;
/** What invitations say in the words of their program (RFC 5546, 1.4). */
const METHODS: Record<string, string> = { CANCEL: 'Appointment cancelled', REPLY: 'Answer to' };

type Property = { settings: string; value: string };

/** What people see of an invitation beside the text of its mail: what, when and where (RFC 5545). */
export function appointmentBlocks(card: string): Block[] {
  const lines = card
    .slice(0, LONGEST)
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n');
  const start = lines.findIndex((line) => /^BEGIN:VEVENT\s*$/i.test(line));
  const end = lines.findIndex((line, at) => at > start && /^END:VEVENT\s*$/i.test(line));
  if (start < 0) return [];
  const event = propertiesIn(lines.slice(start, end < 0 ? undefined : end));
  const method = propertiesIn(lines.slice(0, start)).get('METHOD')?.value.toUpperCase() ?? '';
  const told: [string, string][] = [
    [METHODS[method] ?? 'Appointment', wordsOf(event.get('SUMMARY'))],
    ['Start', timeOf(event.get('DTSTART'))],
    ['End', timeOf(event.get('DTEND'))],
    ['Place', wordsOf(event.get('LOCATION'))],
  ];
  const runs = told
    .filter(([, value]) => value !== '')
    .flatMap(([label, value], at) => [
      ...(at > 0 ? [plainRun('\n')] : []),
      { text: `${label}:`, marks: STRONG },
      plainRun(` ${value}`),
    ]);
  return runs.length > 0 ? [paragraph(...runs)] : [];
}

/** The first of each name; parts within (alarms) come behind what they are a part of. */
function propertiesIn(lines: readonly string[]): Map<string, Property> {
  const found = new Map<string, Property>();
  for (const line of lines) {
    const [, name = '', settings = '', value = ''] =
      /^([\w-]{1,40})((?:;(?:[^":;]|"[^"]*")*)*):(.*)$/.exec(line.slice(0, 5_000)) ?? [];
    if (name !== '' && !found.has(name.toUpperCase()))
      found.set(name.toUpperCase(), { settings, value: value.trim() });
  }
  return found;
}

const wordsOf = (property: Property | undefined) =>
  (property?.value ?? '').replace(/\\n/gi, ' ').replace(/\\([,;\\])/g, '$1');

/** A time as its writer gave it, with the place whose clocks show it. */
function timeOf(property: Property | undefined): string {
  const { value = '', settings = '' } = property ?? {};
  const [, year, month, day, hour, minute, zulu] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z)?)?$/.exec(value) ?? [];
  if (year === undefined) return value;
  const date = `${year}-${month}-${day}`;
  if (hour === undefined) return date;
  const zone = zulu ? 'UTC' : /;TZID="?([^";:]{1,100})/i.exec(settings)?.[1];
  return `${date} ${hour}:${minute}${zone ? ` (${zone})` : ''}`;
}
