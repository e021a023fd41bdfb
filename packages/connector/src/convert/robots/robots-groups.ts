import { markOf, wideEncodingOf } from '../markup/decode-text.ts';

/** One line of a group, as it stands there in bytes: each is one character. */
export type RobotsRule = { path: string; allows: boolean };
export type RobotsGroup = {
  /** Product tokens in lower case, `*` among them. */
  agents: string[];
  rules: RobotsRule[];
  delaySeconds: number;
};

const UTF8_MARK = /^\u00ef\u00bb\u00bf/;

/**
 * The groups of a robots.txt (RFC 9309 §2.1). Only a rule ends the list of names that a group
 * begins with; what else stands there (`Sitemap`, `Crawl-delay`, unknown fields) does not.
 */
export function groupsOf(file: Uint8Array): RobotsGroup[] {
  const groups: RobotsGroup[] = [];
  let isNaming = false;
  for (const line of textOf(file).split(/\r\n|\r|\n/)) {
    const [field, value] = fieldOf(line);
    if (field === 'user-agent') {
      if (!isNaming) groups.push({ agents: [], rules: [], delaySeconds: 0 });
      groups.at(-1)?.agents.push(tokenOf(value));
      isNaming = true;
    } else if (field === 'allow' || field === 'disallow') {
      isNaming = false;
      // An empty path fits nothing: “Disallow:” is the old way to allow all.
      if (value !== '') groups.at(-1)?.rules.push({ path: value, allows: field === 'allow' });
    } else if (field === 'crawl-delay') {
      const group = groups.at(-1);
      if (group) group.delaySeconds = Math.max(group.delaySeconds, Number.parseFloat(value) || 0);
    }
  }
  return groups;
}

/** Bytes as characters, so that paths compare as RFC 9309 §2.2.2 says; those of UTF-16 as ones of UTF-8. */
function textOf(file: Uint8Array): string {
  const wide = markOf(file) ?? wideEncodingOf(file);
  const isUtf16 = wide?.startsWith('utf-16');
  const bytes = isUtf16 ? Buffer.from(new TextDecoder(wide).decode(file)) : Buffer.from(file);
  return bytes.toString('latin1').replace(UTF8_MARK, '');
}

/** Spellings that sites really have; Google's parser takes them, too. */
const SPELLINGS: readonly [RegExp, string][] = [
  [/^user[- ]?agent$/, 'user-agent'],
  [/^(dis+al+ow|disallaw|diasllow)$/, 'disallow'],
  [/^allow$/, 'allow'],
  [/^crawl[- ]?delay$/, 'crawl-delay'],
];

/** Around the colon and at the ends of a line: pasted from a page, a blank may be one that does not break. */
const NO_BREAK = /(?<=^|:)(?:\u00c2\u00a0){1,9}|(?:\u00c2\u00a0){1,9}(?=$|:)/g;

function fieldOf(line: string): [field: string, value: string] {
  const bare = line.replace(/#.*$/s, '').replace(NO_BREAK, ' ').trim();
  const colon = bare.indexOf(':');
  // Without a colon only what cannot be meant otherwise.
  const [, name = '', value = ''] =
    colon < 0
      ? (/^(\S+)\s+(\S+)$/.exec(bare) ?? [])
      : ['', bare.slice(0, colon).trim(), bare.slice(colon + 1).trim()];
  const field = SPELLINGS.find(([pattern]) => pattern.test(name.toLowerCase()))?.[1];
  return [field ?? '', value];
}

/** A product token is letters, `-` and `_`; what follows (a version, a comment) is no part of it. */
function tokenOf(value: string): string {
  if (/^\*(\s|$)/.test(value)) return '*';
  return (/^[a-z_-]*/i.exec(value)?.[0] ?? '').toLowerCase();
}
