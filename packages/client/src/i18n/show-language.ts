import type { Language } from '@rita/contracts';
import { LANGUAGE_FILES } from './languages.ts';
import { replaceShown } from './shown.ts';

let wanted: Language | undefined;

/** Loads a language and draws everything again in it; what was typed stays. */
export async function showLanguage(language: Language): Promise<void> {
  const { locale, direction, load } = LANGUAGE_FILES[language];
  wanted = language;
  const texts = await load();
  // Somebody may have chosen again while it was loading.
  if (wanted === language) replaceShown({ language, locale, direction, texts });
}
