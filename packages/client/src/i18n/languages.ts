import type { Language } from '@rita/contracts';
import type { enFirst } from './en-first.ts';
import type { enLater } from './en-later.ts';
import type { FirstTexts, LaterTexts, Translated } from './texts.ts';

type LanguageInfo = {
  /** In the language itself, so that whoever needs it can read it. */
  name: string;
  /** For `Intl`. */
  locale: string;
  direction: 'ltr' | 'rtl';
  /** What the first page says, and what all others do: files of their own in the build. */
  first: () => Promise<FirstTexts>;
  later: () => Promise<LaterTexts>;
};

/** A build turns messages into functions (`build/compile-messages.ts`); the files themselves hold ICU messages. */
const first = (messages: Translated<typeof enFirst>) => messages as unknown as FirstTexts;
const later = (messages: Translated<typeof enLater>) => messages as unknown as LaterTexts;

/** What the app speaks. Only the one in use is loaded. */
export const LANGUAGE_FILES = {
  en: {
    name: 'English',
    locale: 'en-GB',
    direction: 'ltr',
    first: async () => first((await import('./en-first.ts')).enFirst),
    later: async () => later((await import('./en-later.ts')).enLater),
  },
  de: {
    name: 'Deutsch',
    locale: 'de-DE',
    direction: 'ltr',
    first: async () => first((await import('./de-first.ts')).deFirst),
    later: async () => later((await import('./de-later.ts')).deLater),
  },
  ar: {
    name: 'العربية',
    // The digits of addresses, versions and what is typed; a line has one kind of them.
    locale: 'ar-u-nu-latn',
    direction: 'rtl',
    first: async () => first((await import('./ar-first.ts')).arFirst),
    later: async () => later((await import('./ar-later.ts')).arLater),
  },
} as const satisfies Record<Language, LanguageInfo>;
