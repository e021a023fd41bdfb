import { PROBLEMS, type ProblemCode } from '@rita/contracts';
import { type ReportCheck, SourceError } from './source.ts';

export type Checked<T> = {
  value: T;
  /** What was found, in plain words. */
  detail: string;
  /** Where it neither passed nor failed. */
  outcome?: 'unknown' | 'not_needed';
};

/** What to do about a check that failed: the words, and a code by which pages say it in others. */
export type Remedy = { code: string; text: string; values?: Record<string, string> };

export type Checks = {
  /** Makes a check that all the later ones need: throws what it fails with. */
  require: <T>(name: string, work: () => Promise<Checked<T>>) => Promise<T>;
  /** Makes a check that may fail while everything else works; `remedy` says so, and what to do. */
  optional: (
    name: string,
    work: () => Promise<Checked<unknown>>,
    remedy: Remedy | undefined,
  ) => Promise<void>;
};

/**
 * The named checks of a verification, each told of as `running` and once more with its outcome.
 * @param remedies for checks whose remedy is another one than that of the error's code
 */
export function createChecks(
  report: ReportCheck,
  remedies: Readonly<Record<string, Remedy>> = {},
): Checks {
  const make = async <T>(name: string, work: () => Promise<Checked<T>>): Promise<T> => {
    report({ name, outcome: 'running' });
    const { value, detail, outcome = 'passed' } = await work();
    report({ name, outcome, detail });
    return value;
  };
  const tell = (name: string, error: unknown, remedy?: Remedy) => {
    if (!(error instanceof SourceError)) throw error;
    const told = remedy ?? remedies[name] ?? remedyOf(error.code);
    report({ name, outcome: 'failed', detail: error.message, ...remedyParts(told) });
  };
  return {
    require: async (name, work) => {
      try {
        return await make(name, work);
      } catch (error) {
        tell(name, error);
        throw error;
      }
    },
    optional: async (name, work, remedy) => {
      await make(name, work).catch((error: unknown) => tell(name, error, remedy));
    },
  };
}

/** A remedy as it is reported. */
export function remedyParts({ code, text, values }: Remedy) {
  return {
    remedy: text,
    remedyCode: code,
    ...(values === undefined ? {} : { remedyValues: values }),
  };
}

/** What the table of problems says to do. */
export function remedyOf(code: ProblemCode): Remedy {
  return { code, text: PROBLEMS[code].remedy };
}

const LONGEST_CALL_MS = 10_000;
const LONGEST_MS = 25_000;

/** The time of a verification: somebody waits for it, so it ends in any case. */
export function createBudget(longestMs = LONGEST_MS) {
  const startedAt = performance.now();
  const spentMs = () => performance.now() - startedAt;
  return {
    /** Milliseconds that a call may take by now. */
    timeoutMs: () => Math.max(1, Math.min(LONGEST_CALL_MS, longestMs - spentMs())),
    /** Whether there is time for what could be left out. */
    hasTimeUntil: (endsMs: number) => spentMs() < endsMs,
  };
}
