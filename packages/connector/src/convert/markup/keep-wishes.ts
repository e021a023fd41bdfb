/** Directives that have a value behind a colon; any other name before a colon is a robot's. */
const WITH_VALUE = /^(unavailable[_-]after|max-(snippet|image-preview|video-preview))$/i;
const EXPIRY = /^unavailable[_-]after$/i;
const UNWANTED = /^(noindex|none)$/i;

/** Who asks: a robot's product token in lower case, and when. */
export type Keeper = { robot: string; now: Date };

/**
 * Whether a robots `meta`, or one line of `X-Robots-Tag`, asks not to keep the page; a line may be
 * for the robots that it names (developers.google.com/search/docs/crawling-indexing/robots-meta-tag).
 */
export function isUnwanted(value: string, { robot, now }: Keeper): boolean {
  const parts = value.split(',');
  let isForUs = true;
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index]?.trim() ?? '';
    const [, name = '', rest = ''] = /^([a-z*][\w*./-]*)\s*:\s*(.*)$/is.exec(part) ?? [];
    if (EXPIRY.test(name)) {
      const { date, used } = dateIn([rest, ...parts.slice(index + 1)]);
      if (isForUs && date !== undefined && date <= now.getTime()) return true;
      index += used;
    } else if (WITH_VALUE.test(name)) {
      const [, ...words] = rest.split(/[\s;]+/);
      if (isForUs && words.some((word) => UNWANTED.test(word))) return true;
    } else {
      if (name !== '') isForUs = ['*', 'robots', robot].includes(agentOf(name));
      const words = (name === '' ? part : rest).split(/[\s;]+/);
      if (isForUs && words.some((word) => UNWANTED.test(word))) return true;
    }
  }
  return false;
}

function agentOf(name: string): string {
  return name.toLowerCase().replace(/\/.*$/, '');
}

/** A date may hold a comma itself (“Friday, 25-Jun-10 …”), so the longest that is one counts. */
function dateIn(parts: readonly string[]): { date: number | undefined; used: number } {
  for (let used = Math.min(parts.length, 3) - 1; used >= 0; used -= 1) {
    const text = parts.slice(0, used + 1).join(',');
    // A zone that the platform does not know is a matter of hours.
    const inUtc = text.trimEnd().replace(/\s[A-Z]{2,5}$/, ' UTC');
    const dates = [text, inUtc].map((one) => Date.parse(one));
    const date = dates.find((one) => !Number.isNaN(one));
    if (date !== undefined) return { date, used };
  }
  return { date: undefined, used: 0 };
}
