/** The moment at which a day begins where the browser is. `day`: `2026-11-29`. */
export function startOfDay(day: string): string {
  return momentOf(day, 0);
}

/** The moment at which the day after begins: the day itself is all before it, however long it is. */
export function endOfDay(day: string): string {
  return momentOf(day, 1);
}

function momentOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const moment = new Date(0);
  moment.setHours(0, 0, 0, 0);
  // A constructor would take the first hundred years for those of the last century.
  moment.setFullYear(year, month - 1, date + later);
  return moment.toISOString();
}
