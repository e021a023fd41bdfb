import { PROBLEM_CODES, PROBLEMS, type ProblemCode } from '@rita/contracts';

type ProblemWords = Record<ProblemCode, { title: string; remedy: string }>;

const words = PROBLEM_CODES.map((code) => {
  const { title, remedy } = PROBLEMS[code];
  return [code, { title, remedy }] as const;
});

/** What went wrong and what to do about it, by code. In English these are the words of the API. */
export const enProblems = { problems: Object.fromEntries(words) as ProblemWords } as const;
