/** Whose turn it is when something went wrong. */
export const TURNS = ['you', 'source_admin', 'operator', 'nobody'] as const;
export type Turn = (typeof TURNS)[number];

export type ProblemInfo = {
  /** HTTP status when the problem answers a request. */
  status: number;
  /** One plain sentence without a full stop. */
  title: string;
  turn: Turn;
  /** What to do about it, in one or two sentences. */
  remedy: string;
  /** Whether we try again without being asked. */
  retry: 'automatic' | 'after_change' | 'on_request';
};
