const CDATA_START = '<![CDATA[';
const CDATA_END = ']]>';
const PEOPLE = ['ri:account-id="', 'ri:userkey="'];
const INCLUDES = ['ac:name="include"', 'ac:name="excerpt-include"'];
const MACROS = ['<ac:structured-macro', '<ac:macro'];
const LONGEST_TAG = 500;
const LONGEST_ID = 200;

// What a driver has to know of a page before it is converted. Looked for as plain words, each
// place once: these run outside of the threads that convert.

/** Whether the storage format lacks text that the page shows: only the `view` has included pages. */
export function includesOtherPages(storage: string): boolean {
  if (!INCLUDES.some((name) => storage.includes(name))) return false;
  const markup = withoutCdata(storage);
  return INCLUDES.some((name) => {
    for (let at = markup.indexOf(name); at >= 0; at = markup.indexOf(name, at + 1)) {
      const before = markup.slice(Math.max(0, at - LONGEST_TAG), at);
      const tag = before.slice(before.lastIndexOf('<'));
      if (MACROS.some((start) => tag.startsWith(start)) && !tag.includes('>')) return true;
    }
    return false;
  });
}

/** Account ids and user keys of the people mentioned, so that their names can be asked for at once. */
export function mentionedPeople(storage: string): string[] {
  const found = new Set<string>();
  for (const start of PEOPLE) {
    for (let at = storage.indexOf(start); at >= 0; at = storage.indexOf(start, at)) {
      at += start.length;
      const text = storage.slice(at, at + LONGEST_ID + 1);
      const end = text.indexOf('"');
      if (end > 0) found.add(text.slice(0, end));
    }
  }
  return [...found];
}

/** Code may show markup that is not meant. */
function withoutCdata(storage: string): string {
  const parts: string[] = [];
  let from = 0;
  for (;;) {
    const start = storage.indexOf(CDATA_START, from);
    const end = start < 0 ? -1 : storage.indexOf(CDATA_END, start);
    if (end < 0) return [...parts, storage.slice(from, start < 0 ? undefined : start)].join('');
    parts.push(storage.slice(from, start));
    from = end;
  }
}
