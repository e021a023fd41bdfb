import {
  type DataSourceType,
  type FieldHint,
  type SourceType,
  sourceTypeOf,
} from '@rita/contracts';
import { mapValues } from '../i18n/field-words.ts';
import { currentLanguage } from '../i18n/shown.ts';
import type { AnyFieldWords, AnyMethodWords, AnySourceWords } from '../i18n/source-words.ts';

/** What was put together for the words of a language; another language has other objects of words. */
const described = new WeakMap<
  object,
  { source: SourceType; methods: AnyMethodWords | undefined }
>();

/** The entry of a type in the catalogue, with its words in the language in use. */
export function describeSource(type: DataSourceType): SourceType {
  const { texts } = currentLanguage();
  const words: AnySourceWords = texts.sources[type];
  // Not there before a page has asked for more than the first one needs.
  const methods = (texts as Partial<typeof texts>).credentialMethods?.[type];
  const known = described.get(words);
  if (known !== undefined && known.methods === methods) return known.source;
  const source = inWords(sourceTypeOf(type), words, methods ?? {});
  described.set(words, { source, methods });
  return source;
}

/** What a check is called. One of the connector's own is said as it is named, without what joins its words. */
export function checkInWords(type: DataSourceType, name: string): string {
  const { checks } = describeSource(type);
  return Object.hasOwn(checks, name) ? (checks[name]?.label ?? name) : name.replaceAll('_', ' ');
}

function inWords(source: SourceType, words: AnySourceWords, methods: AnyMethodWords): SourceType {
  const { name, description, needs, nothingFoundCauses } = words;
  return {
    ...source,
    ...{ name, description, needs, nothingFoundCauses },
    settingFields: eachInWords(source.settingFields, words.settingFields, fieldInWords),
    credentialMethods: eachInWords(
      source.credentialMethods,
      methods,
      (method, { label, help, fields }) => ({
        ...method,
        ...{ label, help },
        fields: eachInWords(method.fields, fields, fieldInWords),
      }),
    ),
    options: eachInWords(source.options, words.options, (option, { label }) => ({
      ...option,
      label,
    })),
    checks: eachInWords(source.checks, words.checks, (check, { label }) => ({ ...check, label })),
  };
}

function eachInWords<Thing, Words>(
  things: Record<string, Thing>,
  words: Record<string, Words>,
  say: (thing: Thing, words: Words) => Thing,
): Record<string, Thing> {
  return mapValues(things, (thing, key) => {
    const its = words[key];
    return its === undefined ? thing : say(thing, its);
  });
}

function fieldInWords(field: FieldHint, { choices, ...words }: AnyFieldWords): FieldHint {
  if (field.choices === undefined || choices === undefined) return { ...field, ...words };
  const named = field.choices.map(({ value, label }) => ({
    value,
    label: choices[value] ?? label,
  }));
  return { ...field, ...words, choices: named };
}
