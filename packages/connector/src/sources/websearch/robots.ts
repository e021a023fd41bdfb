/** One line of a group: a path with `*` and `$`, and whether it allows. */
type Rule = { path: string; allows: boolean };
type Group = { agents: string[]; rules: Rule[]; delaySeconds: number | undefined };

/** What a robots.txt says to us. */
export type Robots = {
  mayRead: (pathAndQuery: string) => boolean;
  /** Pause between two pages that the site asks for. */
  delaySeconds: number;
};

export const EVERYTHING_ALLOWED: Robots = { mayRead: () => true, delaySeconds: 0 };

/**
 * Reads a robots.txt as RFC 9309 says: the groups that name us, else those of `*`; of the rules
 * that fit the longest counts, and of two as long the one that allows.
 * @param agent our product token, in lower case
 */
export function parseRobots(text: string, agent: string): Robots {
  const groups = readGroups(text);
  const ours = groups.filter(({ agents }) => agents.includes(agent));
  const chosen = ours.length > 0 ? ours : groups.filter(({ agents }) => agents.includes('*'));
  const rules = chosen
    .flatMap((group) => group.rules)
    .map((rule) => ({ ...rule, fits: matcherOf(rule.path) }));
  return {
    mayRead: (path) => {
      const fitting = rules.filter((rule) => rule.fits(decoded(path)));
      const longest = Math.max(0, ...fitting.map((rule) => rule.path.length));
      const decisive = fitting.filter((rule) => rule.path.length === longest);
      return decisive.length === 0 || decisive.some((rule) => rule.allows);
    },
    delaySeconds: Math.max(0, ...chosen.map((group) => group.delaySeconds ?? 0)),
  };
}

function readGroups(text: string): Group[] {
  const groups: Group[] = [];
  let isNaming = false;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const [, name = '', value = ''] = /^\s*([\w-]+)\s*:\s*([^#]*)/.exec(line) ?? [];
    const field = name.toLowerCase();
    if (field === 'user-agent') {
      if (!isNaming) groups.push({ agents: [], rules: [], delaySeconds: undefined });
      groups.at(-1)?.agents.push(value.trim().toLowerCase());
      isNaming = true;
    } else if (field !== '') {
      // A field of no group, such as `Sitemap`, does not end the list of names.
      isNaming = isNaming && field === 'sitemap';
      addRule(groups.at(-1), field, value.trim());
    }
  }
  return groups;
}

function addRule(group: Group | undefined, field: string, value: string): void {
  if (!group) return;
  if (field === 'crawl-delay' && Number.parseFloat(value) > 0) {
    group.delaySeconds = Number.parseFloat(value);
  }
  // An empty path says nothing: “Disallow:” is the old way to allow all.
  if ((field === 'allow' || field === 'disallow') && value !== '') {
    group.rules.push({ path: decoded(value), allows: field === 'allow' });
  }
}

/** Matches piece by piece; a regular expression made from a stranger's text could run for ever. */
function matcherOf(pattern: string): (path: string) => boolean {
  const isWhole = pattern.endsWith('$');
  const pieces = (isWhole ? pattern.slice(0, -1) : pattern).split('*');
  return (path) => {
    const [first = '', ...others] = pieces;
    if (!path.startsWith(first)) return false;
    let at = first.length;
    const last = isWhole ? others.pop() : undefined;
    for (const piece of others) {
      const found = path.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    if (!isWhole) return true;
    if (last === undefined) return at === path.length;
    return path.length - last.length >= at && path.endsWith(last);
  };
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
