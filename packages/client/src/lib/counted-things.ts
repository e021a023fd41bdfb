import { CATALOGUE, type DataSourceType } from '@rita/contracts';
import { t } from '../i18n/index.ts';

export type CountedNoun = keyof typeof t.counted;

export function isCountedNoun(noun: string | undefined): noun is CountedNoun {
  return noun !== undefined && Object.hasOwn(t.counted, noun);
}

/** “1 page”, “1,284 pages”: what a type of source calls its documents. */
export function countedDocuments(type: DataSourceType, count: number): string {
  return t.counted[nounOf(type)]({ count });
}

/** “(900) of 1,284 pages”: the same behind “of”. */
export function ofDocuments(type: DataSourceType, total: number): string {
  return t.ofCounted[nounOf(type)]({ count: total });
}

/** “pages”, without a number. */
export function documentNoun(type: DataSourceType): string {
  return t.nouns[nounOf(type)];
}

/** “60 records”, for what options count. */
export function countedThings(noun: CountedNoun, count: number): string {
  return t.counted[noun]({ count });
}

function nounOf(type: DataSourceType) {
  return CATALOGUE[type].documentNoun.many;
}
