import type { FieldHint } from '@rita/contracts';
import type { AnyFieldWords } from './source-words.ts';

/** What the catalogue says of a field, in English. */
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

/** The same keys with other values. */
export function mapValues<Value, Mapped>(
  values: Record<string, Value>,
  map: (value: Value, key: string) => Mapped,
): Record<string, Mapped> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value, key)]));
}
