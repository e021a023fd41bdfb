/** Connection lost, server starting or stopping, no connection left, lock or statement too slow, deadlock. */
const PASSING_CODE =
  /^(08|53|57P0|57014|55P03|40001|40P01|25006|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT|EAI_AGAIN)/;

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
  if (typeof code === 'string' && PASSING_CODE.test(code)) return true;
  return PASSING_TEXT.test(error.message) || isDatabaseAway(error.cause, depth + 1);
}
