import type { Language } from '@rita/contracts';
import type { en } from './en.ts';
import type { Texts, Translated } from './texts.ts';

type LanguageInfo = {
  /** In the language itself, so that whoever needs it can read it. */
  name: string;
  /** For `Intl`. */
  locale: string;
  direction: 'ltr' | 'rtl';
  load: () => Promise<Texts>;
};

/** A build turns messages into functions (`build/compile-messages.ts`); the files themselves hold ICU messages. */
const built = (messages: Translated<typeof en>): Texts => messages as unknown as Texts;

/** What the app speaks. Each is a file of its own in the build, and only the one in use is loaded. */
export const LANGUAGE_FILES = {
  en: {
    name: 'English',
    locale: 'en-GB',
    direction: 'ltr',
    load: async () => built((await import('./en.ts')).en),
  },
  de: {
    name: 'Deutsch',
    locale: 'de-DE',
    direction: 'ltr',
    load: async () => built((await import('./de.ts')).de),
  },
  ar: {
    name: 'العربية',
    // The digits of addresses, versions and what is typed; a line has one kind of them.
    locale: 'ar-u-nu-latn',
    direction: 'rtl',
    load: async () => built((await import('./ar.ts')).ar),
  },
} as const satisfies Record<Language, LanguageInfo>;
