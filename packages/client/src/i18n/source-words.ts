import type { CATALOGUE, DataSourceType, FieldHint, SourceType } from '@rita/contracts';

type FieldWords<Field> = { label: string } & (Field extends {
  choices: readonly { value: infer Value extends string }[];
}
  ? { choices: Record<Value, string> }
  : unknown);

/** What stands below a field, and in it while it is empty. */
type FieldHelp<Field> = (Field extends { help: string } ? { help: string } : { help?: never }) &
  (Field extends { placeholder: string } ? { placeholder?: string } : { placeholder?: never });

type HelpOf<Fields> = {
  [Key in keyof Fields as Fields[Key] extends { help: string } ? Key : never]: FieldHelp<
    Fields[Key]
  >;
} & {
  [Key in keyof Fields as Fields[Key] extends { help: string } ? never : Key]?: FieldHelp<
    Fields[Key]
  >;
};

type Labelled = { label: string };

/** The words of one type of source, in the shape of its entry in the catalogue. */
export type SourceWords<Source extends SourceType> = {
  name: string;
  description: string;
  needs: string;
  settingFields: {
    [Key in keyof Source['settingFields']]: FieldWords<Source['settingFields'][Key]>;
  };
  options: { [Key in keyof Source['options']]: Labelled };
  checks: { [Key in keyof Source['checks']]: Labelled };
  nothingFoundCauses: readonly string[];
};

/** The words of the ways to prove access to one type of source. */
type MethodWords<Source extends SourceType> = {
  [Method in keyof Source['credentialMethods']]: {
    label: string;
    help: string;
    fields: {
      [Key in keyof Source['credentialMethods'][Method]['fields']]: FieldWords<
        Source['credentialMethods'][Method]['fields'][Key]
      > &
        FieldHelp<Source['credentialMethods'][Method]['fields'][Key]>;
    };
  };
};

/** The words of one source of the catalogue, for the files of translations. */
export type WordsOf<Type extends DataSourceType> = SourceWords<(typeof CATALOGUE)[Type]>;
/** Apart, as no page needs them but those on which access is proven. */
export type WordsOfMethods = { [Type in DataSourceType]: MethodWords<(typeof CATALOGUE)[Type]> };

/** Of all that is asked for besides credentials. */
export type HelpOfFields = {
  [Type in DataSourceType]: HelpOf<(typeof CATALOGUE)[Type]['settingFields']>;
};

/** The words of all types, as they are read: whatever the type. */
export type AnySourceWords = {
  name: string;
  description: string;
  needs: string;
  settingFields: Record<string, AnyFieldWords>;
  options: Record<string, Labelled>;
  checks: Record<string, Labelled>;
  nothingFoundCauses: readonly string[];
};
export type AnyMethodWords = Record<
  string,
  { label: string; help: string; fields: Record<string, AnyFieldWords> }
>;
export type AnyFieldHelp = Record<string, Pick<FieldHint, 'help' | 'placeholder'>>;
export type AnyFieldWords = Pick<FieldHint, 'label' | 'help' | 'placeholder'> & {
  choices?: Record<string, string>;
};
