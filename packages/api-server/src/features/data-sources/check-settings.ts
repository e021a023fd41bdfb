import {
  credentialMethodOf,
  type DataSourceType,
  opensMore,
  sourceTypeOf,
  storedSettingsSchema,
} from '@rita/contracts';
import type { z } from 'zod';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError, toFieldErrors } from '../../platform/http/problems.ts';

type Settings = Record<string, unknown>;

/**
 * Changes to the settings of a type, each checked against the catalogue; null removes one. “Only what
 * is chosen”, with nothing chosen, is refused: it would be read as everything, which null says.
 *
 * @throws ProblemError `unknown_setting` or `validation_failed`, naming paths and no values
 */
export function parseSettingChanges(type: DataSourceType, changes: Settings): Settings {
  const given = Object.entries(changes);
  const removed = given.filter(([, value]) => value === null).map(([key]) => key);
  const kept = Object.fromEntries(given.filter(([, value]) => value !== null));
  const known = sourceTypeOf(type).settings.shape;
  const unknown = removed.filter((key) => !Object.hasOwn(known, key));
  if (unknown.length > 0) throw unknownSettings(unknown.map((key) => `settings.${key}`));
  const parsed = parse(storedSettingsSchema(type), kept);
  refuseEmptyChoices(type, parsed);
  return { ...parsed, ...Object.fromEntries(removed.map((key) => [key, null])) };
}

function refuseEmptyChoices(type: DataSourceType, changes: Settings): void {
  const fields = sourceTypeOf(type).settingFields;
  const isEmptyChoice = ([key, value]: [string, unknown]) =>
    fields[key]?.input === 'option_list' && Array.isArray(value) && value.length === 0;
  const empty = Object.entries(changes).filter(isEmptyChoice);
  if (empty.length === 0) return;
  throw new ProblemError('validation_failed', {
    errors: empty.map(([key]) => ({
      path: `settings.${key}`,
      message: 'must name at least one, or be null for everything',
    })),
  });
}

/**
 * What lets people find more than the source says is an owner's word.
 *
 * @throws ProblemError `owner_required`
 */
export function requireMayOpen(
  role: Principal['role'],
  { type, settings }: { type: DataSourceType; settings: Settings },
  after: Settings,
): void {
  if (role !== 'owner' && opensMore(type, settings, after))
    throw new ProblemError('owner_required');
}

/** Settings as a verification needs them: everything that the type requires is there. */
export function parseCompleteSettings(type: DataSourceType, settings: Settings): Settings {
  return parse(sourceTypeOf(type).settings, settings);
}

/**
 * Credentials of exactly one of the type's methods, and the settings that this method needs.
 *
 * @throws ProblemError `validation_failed`; never with a value in it
 */
export function parseCredentials(
  type: DataSourceType,
  credentials: Settings,
  settings: Settings,
): Record<string, string> {
  const methods = sourceTypeOf(type).credentialMethods;
  const method = methods[credentialMethodOf(type, credentials) ?? ''];
  if (method === undefined) {
    const choices = Object.values(methods).map(({ fields }) => Object.keys(fields).join(' + '));
    throw new ProblemError('validation_failed', {
      errors: [{ path: 'credentials', message: `must be exactly: ${choices.join(', or ')}` }],
    });
  }
  const missing = method.requires.filter((key) => (settings[key] ?? '') === '');
  if (missing.length > 0) {
    throw new ProblemError('validation_failed', {
      errors: missing.map((key) => ({ path: `settings.${key}`, message: 'is required' })),
    });
  }
  return method.schema.parse(credentials) as Record<string, string>;
}

function parse(schema: z.ZodType, settings: Settings): Settings {
  const result = schema.safeParse(settings);
  if (result.success) return result.data as Settings;
  const errors = toFieldErrors(result.error, 'settings');
  if (hasUnknownKeys(result.error)) throw new ProblemError('unknown_setting', { errors });
  throw new ProblemError('validation_failed', { errors });
}

function hasUnknownKeys(error: z.ZodError): boolean {
  return error.issues.some((issue) => issue.code === 'unrecognized_keys');
}

function unknownSettings(paths: string[]): ProblemError {
  const errors = paths.map((path) => ({
    path: path.slice(0, 200),
    message: 'is not known here',
  }));
  return new ProblemError('unknown_setting', { errors: errors.slice(0, 20) });
}
