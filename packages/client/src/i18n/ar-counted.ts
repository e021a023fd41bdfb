import type { enCounted } from './en-counted.ts';
import type { Translated } from './texts.ts';

export const arCounted = {
  counted: {
    pages:
      '{count, plural, zero {لا صفحات} one {صفحة واحدة} two {صفحتان} few {# صفحات} many {# صفحة} other {# صفحة}}',
    articles:
      '{count, plural, zero {لا مقالات} one {مقالة واحدة} two {مقالتان} few {# مقالات} many {# مقالة} other {# مقالة}}',
    documents:
      '{count, plural, zero {لا مستندات} one {مستند واحد} two {مستندان} few {# مستندات} many {# مستندًا} other {# مستند}}',
    records:
      '{count, plural, zero {لا سجلات} one {سجل واحد} two {سجلان} few {# سجلات} many {# سجلًا} other {# سجل}}',
    files:
      '{count, plural, zero {لا ملفات} one {ملف واحد} two {ملفان} few {# ملفات} many {# ملفًا} other {# ملف}}',
  },
  ofCounted: {
    pages:
      '{count, plural, zero {# صفحة} one {صفحة واحدة} two {صفحتين} few {# صفحات} many {# صفحة} other {# صفحة}}',
    articles:
      '{count, plural, zero {# مقالة} one {مقالة واحدة} two {مقالتين} few {# مقالات} many {# مقالة} other {# مقالة}}',
    documents:
      '{count, plural, zero {# مستند} one {مستند واحد} two {مستندين} few {# مستندات} many {# مستندًا} other {# مستند}}',
  },
  nouns: { pages: 'صفحات', articles: 'مقالات', documents: 'مستندات' },
  time: {
    justNow: 'الآن',
    dayAndClock: '{day}، {clock}',
    milliseconds: '{count, number} م.ث',
    seconds: '{count, number} ث',
    minutes: '{count, number} د',
    hours: '{count, number} س',
  },
} as const satisfies Translated<typeof enCounted>;
