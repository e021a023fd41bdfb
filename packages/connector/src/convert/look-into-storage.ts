const PEOPLE = ['ri:account-id="', 'ri:userkey="'];
const LONGEST_ID = 200;

// What a driver has to know of a page before it is converted. Looked for as plain words, each
// place once: these run outside of the threads that convert.

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
