const MINUTE_MS = 60_000;

/** The next time that clocks in UTC show this, as contracts write a moment. */
export function nextAt(hours: number, minutes: number): string {
  const moment = new Date();
  moment.setUTCHours(hours, minutes, 0, 0);
  if (moment.getTime() <= Date.now()) moment.setUTCDate(moment.getUTCDate() + 1);
  return moment.toISOString();
}

/** So many minutes before the page was opened, as contracts write a moment; negative ones lie ahead. */
export function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * MINUTE_MS).toISOString();
}
