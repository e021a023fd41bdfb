const MINUTE_MS = 60_000;

/** So many minutes before the page was opened, as contracts write a moment; negative ones lie ahead. */
export function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * MINUTE_MS).toISOString();
}
