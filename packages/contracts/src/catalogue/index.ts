import { z } from 'zod';
import { confluence } from './confluence.ts';
import { servicenow } from './servicenow.ts';
import { sharepoint } from './sharepoint.ts';
import type { SourceType } from './source-type.ts';
import { websearch } from './websearch.ts';

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
  return sourceTypeOf(type).settings.partial();
}

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
 * Whether a setting says where the secret is sent or whose it is. The connector keeps these
 * beside the credentials, and never sends the credentials anywhere else.
 */
export function isBoundSetting(type: DataSourceType, setting: string): boolean {
  const step = sourceTypeOf(type).settingFields[setting]?.step;
  return step === 'where' || step === 'access';
}

/** The part of the settings that is bound to the credentials. */
export function boundSettings(
  type: DataSourceType,
  settings: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(settings).filter(
      ([key, value]) => isBoundSetting(type, key) && value !== undefined && value !== null,
    ),
  );
}
