import type { ConfigurationStep, DataSourceConnection } from '@rita/contracts';
import { type ConfigurationValues, settingFieldsOf } from './form-model.ts';
import { stepErrors } from './form-validation.ts';
import { changesBoundSettings } from './request-payload.ts';
import { heldSecret } from './verification-stage.ts';

/** The steps that may be gone to now. */
export function openSteps(
  connection: DataSourceConnection,
  values: ConfigurationValues,
  isRunning: boolean,
): ReadonlySet<ConfigurationStep> {
  if (isRunning) return new Set(['access']);
  const open = new Set<ConfigurationStep>(['where']);
  const where = stepErrors({ type: connection.type, step: 'where', values, mayKeepSecret: true });
  if (Object.keys(where).length === 0) open.add('access');
  if (heldSecret(connection) && !changesBoundSettings(connection, values)) open.add('choose');
  return open;
}

/** The step that was asked for, or the nearest before it that is open; else the one that comes next. */
export function stepToShow(
  requested: ConfigurationStep | undefined,
  open: ReadonlySet<ConfigurationStep>,
  connection: DataSourceConnection,
): ConfigurationStep {
  if (requested !== undefined && open.has(requested)) return requested;
  if (!open.has('where')) return 'access';
  if (requested === 'choose' && open.has('access')) return 'access';
  if (requested === undefined && open.has('choose') && !connection.enabled) return 'choose';
  return 'where';
}

/** The steps that need nothing more. */
export function doneSteps(
  connection: DataSourceConnection,
  values: ConfigurationValues,
  open: ReadonlySet<ConfigurationStep>,
): ReadonlySet<ConfigurationStep> {
  const done = new Set<ConfigurationStep>();
  const hasPlace = settingFieldsOf(connection.type, 'where', values.method).length > 0;
  if (open.has('access') && hasPlace) done.add('where');
  if (open.has('choose')) done.add('access');
  if (connection.enabled && open.has('choose')) done.add('choose');
  return done;
}
