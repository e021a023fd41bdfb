import { LANGUAGES, type Language, matchLanguage } from '@rita/contracts';
import {
  type ComponentType,
  createElement,
  type FunctionComponent,
  useSyncExternalStore,
} from 'react';
import { showLanguage } from './show-language.ts';
import { currentLanguage, subscribeToLanguage } from './shown.ts';

/** A language, or whatever the browser asks for. */
export type LanguageChoice = Language | 'browser';
/** Same key and rule as in public/before-paint.js, which says the direction before the first paint. */
const STORAGE_KEY = 'rita.language';
const RETRY_MS = 2000;

/** Loads what was chosen in this browser, or what the browser asks for; comes back with it shown. */
export async function loadLanguage(): Promise<void> {
  subscribeToLanguage(markDocument);
  window.addEventListener('storage', ({ key }) => {
    if (key === STORAGE_KEY) void showLanguage(languageOf(readChoice()));
  });
  for (;;) {
    try {
      return await showLanguage(languageOf(readChoice()));
    } catch {
      // Without words there is nothing to show, not even that they are missing.
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

/** For screen readers, hyphenation, fonts and the direction of everything. */
function markDocument(): void {
  const { language, direction } = currentLanguage();
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
}

/** Keeps the choice for this browser. */
export async function chooseLanguage(choice: LanguageChoice): Promise<void> {
  await showLanguage(languageOf(choice));
  try {
    if (choice === 'browser') localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, choice);
  } catch {
    // Storage is blocked: the choice counts until the page is closed.
  }
}

export function readChoice(): LanguageChoice {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    return LANGUAGES.find((code) => code === stored) ?? 'browser';
  } catch {
    return 'browser';
  }
}

/** What the browser asks for, as far as it is known here. */
export function browserLanguage(): Language {
  return matchLanguage(navigator.languages) ?? LANGUAGES[0];
}

function languageOf(choice: LanguageChoice): Language {
  return choice === 'browser' ? browserLanguage() : choice;
}

/** The language in use; whoever asks is drawn again when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribeToLanguage, () => currentLanguage().language);
}

/**
 * A page that is drawn again, with everything in it, when the language changes. React draws what is
 * below it again too, since no element of ours is kept from one drawing to the next.
 */
export function inEveryLanguage<Props extends object>(
  page: ComponentType<Props>,
): FunctionComponent<Props> {
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each page, when its code is loaded
  return function InEveryLanguage(props: Props) {
    useLanguage();
    return createElement(page, props);
  };
}
