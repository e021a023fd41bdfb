import { decodeText, isText } from '../markup/decode-text.ts';
import { groupsOf } from './robots-groups.ts';
import { normalPath, readPattern } from './robots-paths.ts';

/** What a robots.txt says to us. */
export type Robots = {
  /** @param pathAndQuery as it is called; without a fragment */
  mayRead: (pathAndQuery: string) => boolean;
  /** Pause between two pages that the site asks for. */
  delaySeconds: number;
};

export type RobotsQuestion = {
  bytes: Uint8Array;
  /** Our product token, in lower case. */
  agent: string;
  pathAndQuery: string;
};
export type RobotsAnswer = { mayRead: boolean; delaySeconds: number };

/** What a robots.txt says of one page; `no text`: it is a file of another kind. */
export function askRobots({
  bytes,
  agent,
  pathAndQuery,
}: RobotsQuestion): RobotsAnswer | 'no text' {
  if (!isText(decodeText(bytes))) return 'no text';
  const { mayRead, delaySeconds } = parseRobots(bytes, agent);
  return { mayRead: mayRead(pathAndQuery), delaySeconds };
}

/**
 * What a robots.txt says to us by RFC 9309: the rules of all groups that name us together, else
 * those of all groups for `*`; of the rules that fit the longest counts, and of two as long the one
 * that allows (§2.2).
 * @param agent our product token, in lower case
 */
export function parseRobots(file: Uint8Array, agent: string): Robots {
  const groups = groupsOf(file);
  const ours = groups.filter(({ agents }) => agents.includes(agent));
  const chosen = ours.length > 0 ? ours : groups.filter(({ agents }) => agents.includes('*'));
  const rules = chosen
    .flatMap((group) => group.rules)
    .map(({ path, allows }) => ({ allows, ...readPattern(path) }));
  return {
    mayRead: (pathAndQuery) => {
      const path = normalPath(pathAndQuery);
      if (path === '/robots.txt') return true;
      const fitting = rules.filter(({ fits }) => fits(path));
      const highest = Math.max(0, ...fitting.map(({ specificity }) => specificity));
      const decisive = fitting.filter(({ specificity }) => specificity === highest);
      return decisive.length === 0 || decisive.some(({ allows }) => allows);
    },
    delaySeconds: Math.max(0, ...chosen.map(({ delaySeconds }) => delaySeconds)),
  };
}
