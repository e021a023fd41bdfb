/**
 * Connection lost (08), deadlock or serialization (40), nothing left (53), lock not had (55), cut or
 * shut down (57), disk (58), a database that only reads (25006), a privilege that we lost (42501).
 */
const PASSING_STATE = /^(?:(?:08|40|53|55|57|58)[0-9A-Z]{3}|25006|42501)$/;
const NETWORK_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EAI_AGAIN',
]);

/** What the driver says without a code. */
const PASSING_TEXT =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/;

const DEEPEST_CAUSE = 3;

/**
 * Whether an error, or one of its causes, says that the database is away, full or too slow just
 * now: the same again later may work. Codes are those of PostgreSQL (appendix A of its manual) and
 * of the system.
 */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > DEEPEST_CAUSE) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && (PASSING_STATE.test(code) || NETWORK_CODES.has(code)))
    return true;
  return PASSING_TEXT.test(error.message) || isDatabaseAway(error.cause, depth + 1);
}
