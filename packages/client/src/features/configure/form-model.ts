import {
  type ConfigurationStep,
  type CredentialMethod,
  type DataSourceType,
  type FieldHint,
  TABLE_ACCESS,
  type TableAccess,
} from '@rita/contracts';
import { type CountedNoun, isCountedNoun } from '../../lib/counted-things.ts';
import { describeSource } from '../../lib/describe-source.ts';

/**
 * What one field of the form holds. Numbers are kept as typed; an empty text or list means “not set”.
 * An `option_list` is a text where everything is read, and a list where only what is chosen: an empty
 * one is then a choice that was not made yet.
 */
export type FieldValue = string | string[] | boolean | TableChoice[];

/** One row of a `table_list`; an empty query means all records. */
export type TableChoice = {
  table: string;
  query: string;
  /** Who finds the records. */
  access: TableAccess;
  /** What goes with access `role` and `group`. */
  role: string;
  group: string;
};

/** Of an `option_list`: also what is added later. */
export const EVERYTHING = '';

export const EMPTY_TABLE: TableChoice = {
  table: '',
  query: '',
  access: 'nobody',
  role: '',
  group: '',
};

/** All that the configuration form holds. It lives in memory only. */
export type ConfigurationValues = {
  /** Id of the way to prove access, of the catalogue entry's `credentialMethods`. */
  method: string;
  settings: Record<string, FieldValue>;
  credentials: Record<string, string>;
};

export type FormField = {
  /** Name of the setting or of the credential. */
  key: string;
  /** Path in `ConfigurationValues`. */
  path: `settings.${string}` | `credentials.${string}`;
  hint: FieldHint;
  required: boolean;
  /** For `option_list`: what the counts of the options count, in lower case. */
  counted?: CountedNoun;
};

/** The chosen method, or the first one of the type. */
export function methodOf(type: DataSourceType, methodId: string): CredentialMethod {
  const methods = describeSource(type).credentialMethods;
  const method = methods[methodId] ?? Object.values(methods)[0];
  if (method === undefined) throw new Error(`The catalogue has no credential method for ${type}`);
  return method;
}

/**
 * The setting fields of a step, in the catalogue's order, as far as the chosen method shows them.
 *
 * @param settings what else is filled in: what is needed may depend on it
 */
export function settingFieldsOf(
  type: DataSourceType,
  step: ConfigurationStep,
  methodId: string,
  settings: ConfigurationValues['settings'] = {},
): FormField[] {
  return Object.entries(describeSource(type).settingFields)
    .filter(([, hint]) => hint.step === step)
    .filter(([, hint]) => hint.onlyWith === undefined || hint.onlyWith.includes(methodId))
    .map(([key, hint]) => ({
      key,
      path: `settings.${key}` as const,
      hint,
      required: isRequiredSetting(type, key, methodId) || isNeededFor(hint, settings),
      ...countedBy(type, hint),
    }));
}

function countedBy(type: DataSourceType, { optionsKey }: FieldHint): { counted?: CountedNoun } {
  const counted = describeSource(type).options[optionsKey ?? '']?.counted;
  return isCountedNoun(counted) ? { counted } : {};
}

/** The fields of the chosen way to prove access. */
export function credentialFieldsOf(type: DataSourceType, methodId: string): FormField[] {
  const method = methodOf(type, methodId);
  return Object.entries(method.fields).map(([key, hint]) => ({
    key,
    path: `credentials.${key}` as const,
    hint,
    required: true,
  }));
}

/** What was typed, but for address, account and secret: those are as they were proven elsewhere. */
export function withProven(
  type: DataSourceType,
  typed: ConfigurationValues,
  proven: ConfigurationValues,
): ConfigurationValues {
  const { settingFields } = describeSource(type);
  const settings = Object.entries(proven.settings).map(([key, value]) => {
    const isScope = settingFields[key]?.step === 'choose';
    return [key, isScope ? (typed.settings[key] ?? value) : value] as const;
  });
  return { ...proven, settings: Object.fromEntries(settings) };
}

function isRequiredSetting(type: DataSourceType, key: string, methodId: string): boolean {
  if (methodOf(type, methodId).requires.includes(key)) return true;
  const schema = describeSource(type).settings.shape[key];
  return schema !== undefined && !schema.safeParse(undefined).success;
}

function isNeededFor({ neededFor }: FieldHint, settings: ConfigurationValues['settings']): boolean {
  return neededFor?.values.includes(String(settings[neededFor.setting])) ?? false;
}

/** The first field that a sync would have nothing to read without, and that is empty. */
export function missingToSync(
  type: DataSourceType,
  { method, settings }: Pick<ConfigurationValues, 'method' | 'settings'>,
): FormField | undefined {
  return settingFieldsOf(type, 'choose', method).find(
    ({ key, hint }) => hint.neededToSync && fromFieldValue(hint, settings[key]) === undefined,
  );
}

export function isSecretInput(hint: FieldHint): boolean {
  return hint.input === 'secret' || hint.input === 'multiline_secret';
}

/** The form's values for what is stored; credentials always begin empty. */
export function initialValues(
  type: DataSourceType,
  settings: Record<string, unknown>,
  methodId: string,
): ConfigurationValues {
  const source = describeSource(type);
  const entries = Object.entries(source.settingFields).map(
    ([key, hint]) => [key, toFieldValue(hint, settings[key])] as const,
  );
  const secrets = Object.values(source.credentialMethods).flatMap((method) =>
    Object.keys(method.fields).map((key) => [key, ''] as const),
  );
  return {
    method: methodId,
    settings: Object.fromEntries(entries),
    credentials: Object.fromEntries(secrets),
  };
}

/** What the form shows for a stored value. */
export function toFieldValue(hint: FieldHint, stored: unknown): FieldValue {
  switch (hint.input) {
    case 'switch':
      return stored === true;
    case 'table_list':
      return Array.isArray(stored) ? stored.map(toTableChoice) : [];
    case 'text_list':
      return textsOf(stored);
    case 'option_list': {
      const chosen = textsOf(stored);
      return chosen.length > 0 ? chosen : EVERYTHING;
    }
    default:
      return typeof stored === 'string' || typeof stored === 'number' ? String(stored) : '';
  }
}

function textsOf(stored: unknown): string[] {
  return Array.isArray(stored) ? stored.filter((item) => typeof item === 'string') : [];
}

function toTableChoice(stored: unknown): TableChoice {
  const { access, ...texts } = (stored ?? {}) as Partial<TableChoice>;
  const known = TABLE_ACCESS.find((one) => one === access) ?? EMPTY_TABLE.access;
  return { ...EMPTY_TABLE, ...texts, access: known };
}

/** A row that was left empty is none. */
function fromTableChoice(choice: TableChoice) {
  const [table, query] = [choice.table.trim(), choice.query.trim()];
  if (table === '' && query === '') return undefined;
  return { table, ...(query === '' ? {} : { query }), ...fromAccess(choice) };
}

/** Nobody is what is meant where nothing is said. */
function fromAccess({ access, ...choice }: TableChoice) {
  if (access === 'nobody') return {};
  if (access !== 'role' && access !== 'group') return { access };
  const named = choice[access].trim();
  return { access, ...(named === '' ? {} : { [access]: named }) };
}

/** What is sent for a field of the form; `undefined` when it is not set. */
export function fromFieldValue(hint: FieldHint, value: FieldValue | undefined): unknown {
  if (value === undefined || typeof value === 'boolean') return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => (typeof item === 'string' ? item : fromTableChoice(item)));
    const filled = items.filter((item) => item !== undefined);
    return filled.length > 0 ? filled : undefined;
  }
  const text = hint.input === 'multiline' ? value : value.trim();
  if (text === '') return undefined;
  return hint.input === 'number' ? Number(text) : text;
}
