import { z } from 'zod';

/** Languages whose words are brought to their stems, by the codes of ISO 639-1. */
export const SEARCH_LANGUAGES = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'sv',
  'da',
  'no',
  'fi',
  'hu',
  'ro',
  'tr',
  'lt',
  'id',
  'ru',
  'uk',
  'bg',
  'el',
  'ar',
  'hi',
  'hy',
] as const;
export type SearchLanguage = (typeof SEARCH_LANGUAGES)[number];

export const searchLanguageSchema = z.enum(SEARCH_LANGUAGES);
