import type { FieldHint } from '@rita/contracts';
import type { AnyFieldHelp, AnyFieldWords } from './source-words.ts';

/** What the catalogue says of a field, in English. */
export function fieldWords({ label, choices }: FieldHint): AnyFieldWords {
  return {
    label,
    ...(choices === undefined
      ? {}
      : { choices: Object.fromEntries(choices.map((choice) => [choice.value, choice.label])) }),
  };
}

/** What the catalogue says below and within a field, in English. */
export function fieldHelp({ help, placeholder }: FieldHint): AnyFieldHelp[string] {
  return {
    ...(help === undefined ? {} : { help }),
    ...(placeholder === undefined ? {} : { placeholder }),
  };
}

/** The same keys with other values. */
export function mapValues<Value, Mapped>(
  values: Record<string, Value>,
  map: (value: Value, key: string) => Mapped,
): Record<string, Mapped> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value, key)]));
}
