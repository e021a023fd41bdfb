import { z } from 'zod';

/** Names every variable that is missing or wrong, and never a value: one of them may be a secret. */
export class EnvError extends Error {
  constructor(problems: string[]) {
    super(`Bad environment:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'EnvError';
  }
}

/**
 * Reads the environment once through a schema. An empty value counts as absent, as it does in
 * compose files (`SMTP_URL=`).
 *
 * @throws EnvError naming every bad variable
 */
export function readEnv<S extends z.ZodType>(
  schema: S,
  source: Record<string, string | undefined> = process.env,
): z.output<S> {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new EnvError(
    parsed.error.issues.map(
      (issue) => `${issue.path.join('.') || 'environment'}: ${issue.message}`,
    ),
  );
}

/** A number from a variable, for example a port or a number of seconds. */
export function envNumber(limits: { min: number; max: number; default: number }) {
  const { min, max } = limits;
  return z.coerce
    .number(`must be a number from ${min} to ${max}`)
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`)
    .default(limits.default);
}

/**
 * A list of names or addresses, separated by commas or blanks. None of them is a secret, so the one
 * that `read` throws an `Error` for is told.
 */
export function envList<T>(read: (entry: string) => T) {
  return z
    .string()
    .default('')
    .transform((text, context): T[] => {
      try {
        return entriesOf(text).map(read);
      } catch (error) {
        context.addIssue({ code: 'custom', message: (error as Error).message });
        return z.NEVER;
      }
    });
}

function entriesOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((entry) => entry !== '');
}

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export const envLogLevel = z
  .enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`)
  .default('info');
