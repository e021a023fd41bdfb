import {
  type DataSourceType,
  type FieldHint,
  type SourceType,
  sourceTypeOf,
} from '@rita/contracts';
import { mapValues } from '../i18n/field-words.ts';
import { currentLanguage } from '../i18n/shown.ts';
import type {
  AnyFieldHelp,
  AnyFieldWords,
  AnyMethodWords,
  AnySourceWords,
} from '../i18n/source-words.ts';

/** What was put together for the words of a language; another language has other objects of words. */
const described = new WeakMap<object, { source: SourceType; isWhole: boolean }>();

/** The words of forms, which are not there before a page has asked for more than the first one needs. */
type FormWords = { methods: AnyMethodWords; help: AnyFieldHelp };
const NO_FORMS: FormWords = { methods: {}, help: {} };

/** The entry of a type in the catalogue, with its words in the language in use. */
export function describeSource(type: DataSourceType): SourceType {
  const { texts, isWhole } = currentLanguage();
  const words: AnySourceWords = texts.sources[type];
  const known = described.get(words);
  if (known?.isWhole === isWhole) return known.source;
  const ofForms = isWhole
    ? { methods: texts.credentialMethods[type], help: texts.fieldHelp[type] }
    : NO_FORMS;
  const source = inWords(sourceTypeOf(type), words, ofForms);
  described.set(words, { source, isWhole });
  return source;
}

/** What a check is called. One of the connector's own is said as it is named, without what joins its words. */
export function checkInWords(type: DataSourceType, name: string): string {
  const { checks } = describeSource(type);
  return Object.hasOwn(checks, name) ? (checks[name]?.label ?? name) : name.replaceAll('_', ' ');
}

function inWords(
  source: SourceType,
  words: AnySourceWords,
  { methods, help }: FormWords,
): SourceType {
  const { name, description, needs, nothingFoundCauses } = words;
  return {
    ...source,
    ...{ name, description, needs, nothingFoundCauses },
    settingFields: mapValues(
      eachInWords(source.settingFields, words.settingFields, fieldInWords),
      (field, key) => ({ ...field, ...help[key] }),
    ),
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
