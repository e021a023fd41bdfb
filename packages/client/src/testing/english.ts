import { loadAllTexts, showLanguage } from '../i18n/show-language.ts';

// What a test says is said in English; one that is about another language asks for it.
await showLanguage('en');
await loadAllTexts();
