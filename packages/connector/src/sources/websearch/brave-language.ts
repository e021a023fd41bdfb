/** `search_lang` of Brave's API, which has its own codes for some languages. */
const LANGUAGES = new Set([
  ...['ar', 'eu', 'bn', 'bg', 'ca', 'zh-hans', 'zh-hant', 'hr', 'cs', 'da', 'nl', 'en', 'en-gb'],
  ...['et', 'fi', 'fr', 'gl', 'de', 'gu', 'he', 'hi', 'hu', 'is', 'it', 'jp', 'kn', 'ko', 'lv'],
  ...['lt', 'ms', 'ml', 'mr', 'nb', 'pl', 'pt-br', 'pt-pt', 'pa', 'ro', 'ru', 'sr', 'sk', 'sl'],
  ...['es', 'sv', 'ta', 'te', 'th', 'tr', 'uk', 'vi'],
]);
/** `country` of Brave's API; it refuses any other. */
const COUNTRIES = new Set([
  ...['AR', 'AU', 'AT', 'BE', 'BR', 'CA', 'CL', 'DK', 'FI', 'FR', 'DE', 'HK', 'IN', 'ID', 'IT'],
  ...['JP', 'KR', 'MY', 'MX', 'NL', 'NZ', 'NO', 'CN', 'PL', 'PT', 'PH', 'RU', 'SA', 'ZA', 'ES'],
  ...['SE', 'CH', 'TW', 'TR', 'GB', 'US'],
]);
const OTHER_NAMES: Record<string, string> = {
  ja: 'jp',
  no: 'nb',
  nn: 'nb',
  iw: 'he',
  pt: 'pt-pt',
  zh: 'zh-hans',
  'zh-tw': 'zh-hant',
  'zh-hk': 'zh-hant',
  'zh-mo': 'zh-hant',
};

/**
 * A language like `en` or `de-CH` in Brave's words. What Brave does not know is left out, for it
 * would refuse the query.
 */
export function braveLanguage(language: string | undefined): {
  search_lang?: string;
  country?: string;
} {
  const [bare = '', country = ''] = language?.split('-') ?? [];
  const whole = language?.toLowerCase() ?? '';
  const candidates = [OTHER_NAMES[whole], whole, OTHER_NAMES[bare], bare];
  const known = candidates.find((one) => one !== undefined && LANGUAGES.has(one));
  return {
    ...(known === undefined ? {} : { search_lang: known }),
    ...(COUNTRIES.has(country) ? { country } : {}),
  };
}
