import { CATALOGUE, type DataSourceType, type SourceType } from '@rita/contracts';
import { fieldWords, mapValues } from './field-words.ts';
import type { AnySourceWords } from './source-words.ts';

const sources = Object.fromEntries(
  Object.entries(CATALOGUE).map(([type, source]) => [type, wordsOf(source)]),
) as Record<DataSourceType, AnySourceWords>;

/** What is said about each type of source. In English these are the words of the catalogue. */
export const enSources = { sources } as const;

function wordsOf(source: SourceType): AnySourceWords {
  const { name, description, needs, nothingFoundCauses } = source;
  const label = (labelled: { label: string }) => ({ label: labelled.label });
  const settingFields = mapValues(source.settingFields, fieldWords);
  return {
    ...{ name, description, needs, nothingFoundCauses },
    options: mapValues(source.options, label),
    checks: mapValues(source.checks, label),
    settingFields,
  };
}
