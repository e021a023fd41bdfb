import { z } from 'zod';
import { confluence } from './confluence.ts';
import { servicenow } from './servicenow.ts';
import { sharepoint } from './sharepoint.ts';
import type { FieldHint, SourceType } from './source-type.ts';
import { websearch } from './websearch.ts';

export { TABLE_ACCESS, type TableAccess } from './servicenow.ts';

/** Every type of source there is. A new type is one more line here and one driver in the connector. */
export const CATALOGUE = {
  confluence,
  servicenow,
  sharepoint,
  websearch,
} as const satisfies Record<string, SourceType>;

export type DataSourceType = keyof typeof CATALOGUE;

export const ALLOWED_DATA_SOURCE_TYPES = Object.keys(CATALOGUE) as [
  DataSourceType,
  ...DataSourceType[],
];

export function isValidDataSourceType(value: unknown): value is DataSourceType {
  return typeof value === 'string' && Object.hasOwn(CATALOGUE, value);
}

export const dataSourceTypeSchema = z.enum(ALLOWED_DATA_SOURCE_TYPES);

/** What seeding creates: one unconfigured connection of each type. */
export const DEFAULT_DATA_SOURCES = ALLOWED_DATA_SOURCE_TYPES.map((type) => ({
  type,
  name: CATALOGUE[type].name,
  description: CATALOGUE[type].description,
}));

/** The entry of a type, seen through the common interface. */
export function sourceTypeOf(type: DataSourceType): SourceType {
  return CATALOGUE[type];
}

/** What may be stored: the settings of the type, each of them optional until a verification asks for all. */
export function storedSettingsSchema(type: DataSourceType) {
  return STORED_SETTINGS[type];
}

// Once each: Zod compiles a schema on its first use, which takes longer than the use.
const STORED_SETTINGS = Object.fromEntries(
  ALLOWED_DATA_SOURCE_TYPES.map((type) => [type, sourceTypeOf(type).settings.partial()]),
) as Record<DataSourceType, ReturnType<SourceType['settings']['partial']>>;

/** The credentials of a type: exactly the fields of one of its methods. */
export function credentialsSchema(type: DataSourceType): z.ZodType<Record<string, string>> {
  const schemas = Object.values(sourceTypeOf(type).credentialMethods).map(
    (method) => method.schema,
  );
  return z.union(schemas as unknown as [z.ZodType<Record<string, string>>]);
}

/** The id of the method whose fields the credentials have, or undefined. */
export function credentialMethodOf(
  type: DataSourceType,
  credentials: Record<string, unknown>,
): string | undefined {
  const methods = Object.entries(sourceTypeOf(type).credentialMethods);
  return methods.find(([, method]) => method.schema.safeParse(credentials).success)?.[0];
}

/**
 * Whether a setting says where the secret is sent or whose it is. The connector keeps these beside
 * the credentials, and never sends the credentials anywhere else. What the catalogue does not know
 * counts as bound.
 */
export function isBoundSetting(type: DataSourceType, setting: string): boolean {
  const { binding } = sourceTypeOf(type);
  return !Object.hasOwn(binding, setting) || binding[setting] !== 'free';
}

/**
 * The part of the settings that is bound to the credentials, in canonical form: keys in order, each
 * value as the setting's own schema reads it, and nothing for a setting that is not set. The browser
 * seals this, and whoever compares two of them compares equal values.
 */
export function boundSettings(
  type: DataSourceType,
  settings: Record<string, unknown>,
): Record<string, unknown> {
  const bound = Object.entries(settings)
    .filter(([key, value]) => isBoundSetting(type, key) && value !== undefined && value !== null)
    .map(([key, value]) => [key, asRead(type, key, value)] as const);
  return Object.fromEntries(bound.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The part of the settings that says which source it is, in a form that is equal for equal ones: at
 * another one the same ids are of other documents, groups and people.
 */
export function sourceSettings(
  type: DataSourceType,
  settings: Record<string, unknown>,
): Record<string, unknown> {
  const fields: Readonly<Record<string, FieldHint>> = sourceTypeOf(type).settingFields;
  const where = Object.entries(boundSettings(type, settings)).filter(
    ([key]) => fields[key]?.step === 'where',
  );
  return Object.fromEntries(where.map(([key, value]) => [key, plainAddress(value)]));
}

function plainAddress(value: unknown): unknown {
  if (typeof value !== 'string' || !URL.canParse(value)) return value;
  return new URL(value).href.replace(/\/+$/, '');
}

/** Whether settings let people find more than others did; see `SourceType.opensMore`. */
export function opensMore(
  type: DataSourceType,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): boolean {
  return sourceTypeOf(type).opensMore?.(before, after) ?? false;
}

/** What a driver would be given: settings are read by the same schema before they are used. */
function asRead(type: DataSourceType, setting: string, value: unknown): unknown {
  const { shape } = sourceTypeOf(type).settings;
  const schema = Object.hasOwn(shape, setting) ? (shape[setting] as z.ZodType) : undefined;
  const read = schema?.safeParse(value);
  return read?.success ? read.data : value;
}
