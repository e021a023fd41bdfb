import { SourceError } from '../source.ts';

/** What was asked for, or undefined where Confluence says that it is not there. */
export async function orAbsent<T>(
  asked: Promise<T>,
  absent: readonly string[] = ['not_found'],
): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof SourceError && absent.includes(error.code)) return undefined;
    throw error;
  }
}
