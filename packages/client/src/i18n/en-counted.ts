/** What documents and the like are called, with their number and without; spans of time. */
export const enCounted = {
  counted: {
    pages: '{count, plural, one {# page} other {# pages}}',
    articles: '{count, plural, one {# article} other {# articles}}',
    documents: '{count, plural, one {# document} other {# documents}}',
    records: '{count, plural, one {# record} other {# records}}',
    files: '{count, plural, one {# file} other {# files}}',
  },
  /** Behind “of”, where German and Arabic have other forms. */
  ofCounted: {
    pages: '{count, plural, one {# page} other {# pages}}',
    articles: '{count, plural, one {# article} other {# articles}}',
    documents: '{count, plural, one {# document} other {# documents}}',
  },
  nouns: { pages: 'pages', articles: 'articles', documents: 'documents' },
  time: {
    justNow: 'just now',
    dayAndClock: '{day}, {clock}',
    milliseconds: '{count, number} ms',
    seconds: '{count, number} s',
    minutes: '{count, number} min',
    hours: '{count, number} h',
  },
} as const;
