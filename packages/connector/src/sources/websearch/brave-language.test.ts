import { expect, test } from 'vitest';
import { braveLanguage } from './brave-language.ts';

test.each([
  ['ja', { search_lang: 'jp' }],
  ['ja-JP', { search_lang: 'jp', country: 'JP' }],
  ['zh', { search_lang: 'zh-hans' }],
  ['zh-CN', { search_lang: 'zh-hans', country: 'CN' }],
  ['zh-SG', { search_lang: 'zh-hans' }],
  ['zh-TW', { search_lang: 'zh-hant', country: 'TW' }],
  ['zh-HK', { search_lang: 'zh-hant', country: 'HK' }],
  ['en', { search_lang: 'en' }],
  ['en-US', { search_lang: 'en', country: 'US' }],
  ['en-GB', { search_lang: 'en-gb', country: 'GB' }],
  ['pt', { search_lang: 'pt-pt' }],
  ['pt-BR', { search_lang: 'pt-br', country: 'BR' }],
  ['pt-PT', { search_lang: 'pt-pt', country: 'PT' }],
  ['pt-AO', { search_lang: 'pt-pt' }],
  ['no', { search_lang: 'nb' }],
  ['nb-NO', { search_lang: 'nb', country: 'NO' }],
  ['nn', { search_lang: 'nb' }],
  ['iw', { search_lang: 'he' }],
  ['de-CH', { search_lang: 'de', country: 'CH' }],
  ['de-LI', { search_lang: 'de' }],
  ['sw', {}],
  [undefined, {}],
])('%s', (language, expected) => {
  expect(braveLanguage(language)).toEqual(expected);
});
