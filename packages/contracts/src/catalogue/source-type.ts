import { z } from 'zod';

/** The three steps of the configuration: where is it → prove access → choose what. */
export const CONFIGURATION_STEPS = ['where', 'access', 'choose'] as const;
export type ConfigurationStep = (typeof CONFIGURATION_STEPS)[number];

/**
 * How a form shows a field. `option_list` offers what the last verification found; `table_list` is
 * a list of `{ table, query?, access? … }`, with what was found as suggestions.
 */
export type FieldInput =
  | 'text'
  | 'url'
  | 'email'
  | 'number'
  | 'switch'
  | 'select'
  | 'text_list'
  | 'option_list'
  | 'table_list'
  | 'multiline'
  | 'secret'
  | 'multiline_secret';

export type FieldHint = {
  label: string;
  help?: string;
  placeholder?: string;
  input: FieldInput;
  /** Only for settings. Those of `where` and `access` are bound to the credentials: see `Binding`. */
  step?: ConfigurationStep;
  choices?: readonly { value: string; label: string }[];
  /** For `option_list` and `table_list`: the key in `latest_options`. */
  optionsKey?: string;
  /** Folded away under “More”. */
  advanced?: boolean;
  /** Shown only when one of these ways to prove access is chosen. Absent: always. */
  onlyWith?: readonly string[];
  /** Must be filled in where another setting has one of these values. */
  neededFor?: { setting: string; values: readonly string[] };
  /** A sync has nothing to read without it: must be filled in before one is asked for or planned. */
  neededToSync?: true;
};

/** One way to prove access. Exactly the fields of one method are sent as `credentials`. */
export type CredentialMethod = {
  label: string;
  /** One sentence: when to choose it. */
  help: string;
  schema: z.ZodObject;
  fields: Record<string, FieldHint>;
  /** Settings that must be filled in when this method is used. */
  requires: readonly string[];
  /** Where the user creates such a secret. */
  helpUrl?: string;
};

export type CheckInfo = {
  label: string;
  /** The verification can succeed without it. */
  optional?: boolean;
};

/**
 * Whether a setting says where a credential is sent, or as whom, or merely what is read there.
 * `bound` ones are inside the seal of credentials and beside them in the vault: with any other value
 * the credentials are not used. When in doubt, `bound`: it only costs entering the secret again.
 */
export type Binding = 'bound' | 'free';

/** As they are stored: any of them may be missing. */
type Settings = Readonly<Record<string, unknown>>;

/** One type of source, complete: everything else about a type follows from this value. */
export type SourceType = {
  type: string;
  name: string;
  /** One sentence of value. */
  description: string;
  /** What a person will need before starting. */
  needs: string;
  /** Singular and plural of what is counted, in lower case. */
  documentNoun: { one: string; many: string };
  /** The full settings: what must be there to verify. Strict. */
  settings: z.ZodObject;
  /** Of every setting: one that is left out does not compile. */
  binding: Readonly<Record<string, Binding>>;
  settingFields: Record<string, FieldHint>;
  /**
   * Whether settings let people find more than others did, beyond what the source says of them. That is
   * an owner's to choose. Absent: no setting does.
   */
  opensMore?: (before: Settings, after: Settings) => boolean;
  credentialMethods: Record<string, CredentialMethod>;
  /** Key in `latest_options` → what it lists, which setting it fills, what its counts count. */
  options: Record<string, { label: string; setting?: string; counted?: string }>;
  /** The named checks of a verification, in the order in which they are made. */
  checks: Record<string, CheckInfo>;
  /** It can be asked at any time, beside what its syncs keep. */
  answersQueries?: boolean;
  /** So many parts of a document's path name the place it is counted in; one unless said otherwise. */
  placeDepth?: number;
  /** The likeliest causes when a sync finds no documents. */
  nothingFoundCauses: readonly string[];
};

type BindingOfAll<S extends SourceType> = {
  binding: { readonly [Setting in keyof S['settings']['shape']]: Binding };
};

export function defineSourceType<const S extends SourceType>(sourceType: S & BindingOfAll<S>): S {
  return sourceType;
}

/** An http(s) address without user, password or fragment, at most 2,000 characters. */
export const addressSchema = z
  .string()
  .trim()
  .min(1, 'is required')
  .max(2000)
  .refine(isPlainAddress, 'must be an http(s) address without user name and password');

function isPlainAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.hash;
}
