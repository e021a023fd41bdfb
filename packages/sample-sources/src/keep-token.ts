/** Those that came before are not in use any more; a sample that runs for weeks gives out thousands. */
const MOST_TOKENS = 1_000;

/** Keeps what a token stands for, and forgets the oldest. */
export function keepToken<Meaning>(
  tokens: Map<string, Meaning>,
  token: string,
  meaning: Meaning,
): void {
  tokens.set(token, meaning);
  const [oldest] = tokens.keys();
  if (tokens.size > MOST_TOKENS && oldest !== undefined) tokens.delete(oldest);
}
