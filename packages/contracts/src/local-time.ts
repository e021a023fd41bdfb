const DAY_MS = 86_400_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const part = '2-digit' as const;
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: part,
    day: part,
    hour: part,
    minute: part,
    second: part,
  });
  formatters.set(timeZone, formatter);
  return formatter;
}

/**
 * What clocks in a zone show at a moment, as the moment at which those of UTC show the same: a
 * number that can be counted with, and is no moment itself.
 *
 * @param moment milliseconds since 1970 @throws RangeError for a zone that is none
 */
export function localTimeAt(moment: number, timeZone: string): number {
  const shown: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatterOf(timeZone).formatToParts(moment)) {
    shown[type] = Number(value);
  }
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The moments at which clocks show a local time: one, two when they were set back, or none. */
export function momentsOf(localTime: number, timeZone: string): number[] {
  const [before, after] = offsetsAround(localTime, timeZone);
  if (before === after) return [localTime - before];
  return [before, after]
    .map((offset) => localTime - offset)
    .filter((moment) => localTimeAt(moment, timeZone) === localTime)
    .toSorted((a, b) => a - b);
}

/** The first moment after the gap in which a local time was skipped: when the clocks were set. */
export function endOfGap(localTime: number, timeZone: string): number {
  const [before, after] = offsetsAround(localTime, timeZone);
  let stillBefore = localTime - Math.max(before, after);
  let alreadyAfter = localTime - Math.min(before, after);
  while (alreadyAfter - stillBefore > 1_000) {
    const middle = Math.floor((stillBefore + alreadyAfter) / 2_000) * 1_000;
    if (localTimeAt(middle, timeZone) < localTime) stillBefore = middle;
    else alreadyAfter = middle;
  }
  return alreadyAfter;
}

/** No zone is as far from UTC as a day, and none sets its clocks twice within two. */
function offsetsAround(localTime: number, timeZone: string): [number, number] {
  const [before, after] = [localTime - DAY_MS, localTime + DAY_MS];
  return [localTimeAt(before, timeZone) - before, localTimeAt(after, timeZone) - after];
}

/** Whether the name stands for a zone; an offset like “+02:00” does not, for it has no summer time. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
