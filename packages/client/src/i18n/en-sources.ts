import { CATALOGUE, type DataSourceType, type FieldHint, type SourceType } from '@rita/contracts';
import type { AnyFieldWords, AnySourceWords } from './source-words.ts';

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

export function fieldWords({ label, help, placeholder, choices }: FieldHint): AnyFieldWords {
  return {
    label,
    ...(help === undefined ? {} : { help }),
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(choices === undefined
      ? {}
      : { choices: Object.fromEntries(choices.map((choice) => [choice.value, choice.label])) }),
  };
}

export function mapValues<Value, Mapped>(
  values: Record<string, Value>,
  map: (value: Value) => Mapped,
) {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
