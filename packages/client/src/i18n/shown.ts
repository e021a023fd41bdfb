import type { Language } from '@rita/contracts';
import type { Texts } from './texts.ts';

type Shown = {
  language: Language;
  locale: string;
  direction: 'ltr' | 'rtl';
  texts: Texts;
  /** Whether the texts of all pages are there, or only those of the first. */
  isWhole: boolean;
};

let shown: Shown | undefined;
const listeners = new Set<() => void>();

/** The language in use with its texts. Nothing may ask for it before one has been loaded. */
export function currentLanguage(): Shown {
  if (shown === undefined) throw new Error('no language has been loaded yet');
  return shown;
}

/** The same, or undefined before one has been loaded. */
export function shownLanguage(): Shown | undefined {
  return shown;
}

export function replaceShown(next: Shown): void {
  shown = next;
  for (const listener of listeners) listener();
}

export function subscribeToLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
