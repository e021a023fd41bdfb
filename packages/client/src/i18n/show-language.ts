import type { Language } from '@rita/contracts';
import { LANGUAGE_FILES } from './languages.ts';
import { currentLanguage, replaceShown } from './shown.ts';
import type { Texts } from './texts.ts';

let wanted: Language | undefined;
let needsAll = false;

/**
 * Loads a language and draws everything again in it; what was typed stays. Until a page has asked
 * for more it is the texts of the first page only.
 */
export async function showLanguage(language: Language): Promise<void> {
  const { locale, direction, first, later } = LANGUAGE_FILES[language];
  wanted = language;
  const isWhole = needsAll;
  const [sooner, rest] = await Promise.all([first(), isWhole ? later() : undefined]);
  // Somebody may have chosen again while it was loading.
  if (wanted !== language) return;
  const texts = { ...sooner, ...rest } as Texts;
  replaceShown({ language, locale, direction, texts, isWhole });
}

/** The texts of all pages but the first: from now on a language comes whole. @throws where they cannot be had */
export async function loadAllTexts(): Promise<void> {
  needsAll = true;
  while (!currentLanguage().isWhole) {
    await showLanguage(wanted ?? currentLanguage().language);
  }
}
