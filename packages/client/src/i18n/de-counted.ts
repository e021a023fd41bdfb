import type { enCounted } from './en-counted.ts';
import type { Translated } from './texts.ts';

export const deCounted = {
  counted: {
    pages: '{count, plural, one {# Seite} other {# Seiten}}',
    articles: '{count, plural, one {# Artikel} other {# Artikel}}',
    documents: '{count, plural, one {# Dokument} other {# Dokumente}}',
    records: '{count, plural, one {# Datensatz} other {# Datensätze}}',
    files: '{count, plural, one {# Datei} other {# Dateien}}',
  },
  ofCounted: {
    pages: '{count, plural, one {# Seite} other {# Seiten}}',
    articles: '{count, plural, one {# Artikel} other {# Artikeln}}',
    documents: '{count, plural, one {# Dokument} other {# Dokumenten}}',
  },
  nouns: { pages: 'Seiten', articles: 'Artikel', documents: 'Dokumente' },
  time: {
    justNow: 'gerade eben',
    dayAndClock: '{day}, {clock}',
    milliseconds: '{count, number} ms',
    seconds: '{count, number} s',
    minutes: '{count, number} min',
    hours: '{count, number} h',
  },
} as const satisfies Translated<typeof enCounted>;
