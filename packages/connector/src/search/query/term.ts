import type { QueryNode } from './query-node.ts';

/** One word, phrase or address of a search. */
export type Term = {
  node: QueryNode;
  /** While it is still being typed. */
  prefix?: QueryNode;
  /** Says nothing by itself, so that nobody has to find it. */
  isStopWord: boolean;
  /** As it was typed, where it is one word with no signs in it. */
  word?: string;
};

/** What is asked for together; a search may hold several with `or` between them. */
export type Alternative = { terms: Term[]; excluded: QueryNode[] };
