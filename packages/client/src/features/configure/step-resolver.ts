import type { ConfigurationStep, DataSourceConnection } from '@rita/contracts';
import type { FieldErrors, Resolver, ResolverResult } from 'react-hook-form';
import type { ConfigurationValues } from './form-model.ts';
import { type StepErrors, stepErrors } from './form-validation.ts';
import { changesBoundSettings } from './request-payload.ts';
import { heldSecret } from './verification-stage.ts';

/** What the resolver has to know beside the values. */
export type StepContext = {
  step: ConfigurationStep;
  connection: DataSourceConnection;
  /** The way to prove access that the form began with. */
  firstMethod: string;
};

/** Whether the secret fields may stay empty: the connector holds one for just these settings. */
export function mayKeepSecret(context: StepContext, values: ConfigurationValues): boolean {
  return (
    heldSecret(context.connection) !== undefined &&
    values.method === context.firstMethod &&
    !changesBoundSettings(context.connection, values)
  );
}

/** Checks the step that is shown with the catalogue's schemas, for React Hook Form. */
export const resolveStep: Resolver<ConfigurationValues, StepContext> = (values, context) => {
  if (context === undefined) throw new Error('The form has no context');
  const errors = stepErrors({
    type: context.connection.type,
    step: context.step,
    values,
    mayKeepSecret: mayKeepSecret(context, values),
  });
  return toFieldErrors(values, errors);
};

/** The errors as React Hook Form wants them. */
export function toFieldErrors(
  values: ConfigurationValues,
  errors: StepErrors,
): ResolverResult<ConfigurationValues> {
  const entries = Object.entries(errors);
  if (entries.length === 0) return { values, errors: {} };
  const nested: Record<string, Record<string, { type: string; message: string }>> = {};
  for (const [path, message] of entries) {
    const [group = '', key = ''] = path.split('.');
    nested[group] = { ...nested[group], [key]: { type: 'catalogue', message: message ?? '' } };
  }
  return { values: {}, errors: nested as FieldErrors<ConfigurationValues> };
}
