import { type ConfigurationStep, type DataSourceType, sourceTypeOf } from '@rita/contracts';
import type { z } from 'zod';
import { t } from '../../i18n/index.ts';
import { textFor } from '../../i18n/text-for.ts';
import {
  type ConfigurationValues,
  credentialFieldsOf,
  type FormField,
  fromFieldValue,
  methodOf,
  settingFieldsOf,
} from './form-model.ts';
import { tableAccessLabel } from './table-access-input.tsx';

export type StepErrors = Partial<Record<FormField['path'], string>>;

type StepToCheck = {
  type: DataSourceType;
  step: ConfigurationStep;
  values: ConfigurationValues;
  /** The connector holds a secret for exactly these settings, so that none has to be entered. */
  mayKeepSecret: boolean;
};

/** Checks one step with the catalogue's schemas. Path of the field → what to correct, in plain words. */
export function stepErrors({ type, step, values, mayKeepSecret }: StepToCheck): StepErrors {
  const errors = settingErrors(type, step, values);
  if (step !== 'access' || (mayKeepSecret && !hasEnteredSecret(type, values))) return errors;
  return { ...errors, ...credentialErrors(type, values) };
}

/** Whether anything was typed into the fields of the chosen method. */
export function hasEnteredSecret(type: DataSourceType, values: ConfigurationValues): boolean {
  return credentialFieldsOf(type, values.method).some(
    ({ key }) => (values.credentials[key] ?? '') !== '',
  );
}

function settingErrors(
  type: DataSourceType,
  step: ConfigurationStep,
  values: ConfigurationValues,
): StepErrors {
  const shape = sourceTypeOf(type).settings.shape;
  const errors: StepErrors = {};
  for (const field of settingFieldsOf(type, step, values.method, values.settings)) {
    if (isUnchosen(field, values)) {
      errors[field.path] = t.configure.errors.chooseOne({ label: field.hint.label });
      continue;
    }
    const value = fromFieldValue(field.hint, values.settings[field.key]);
    if (value === undefined) {
      if (field.required)
        errors[field.path] = t.configure.errors.required({ label: field.hint.label });
      continue;
    }
    const result = shape[field.key]?.safeParse(value) as z.ZodSafeParseResult<unknown> | undefined;
    const issue = result?.error?.issues[0];
    if (issue !== undefined) errors[field.path] = plainMessage(field.hint.label, issue, value);
  }
  return errors;
}

/** Only what is chosen is wanted, and nothing is: saved, it would mean everything. */
function isUnchosen({ hint, key }: FormField, { settings }: ConfigurationValues): boolean {
  const value = settings[key];
  return hint.input === 'option_list' && Array.isArray(value) && value.length === 0;
}

function credentialErrors(type: DataSourceType, values: ConfigurationValues): StepErrors {
  const shape = methodOf(type, values.method).schema.shape;
  const errors: StepErrors = {};
  for (const field of credentialFieldsOf(type, values.method)) {
    const value = values.credentials[field.key] ?? '';
    if (value.trim() === '') {
      errors[field.path] = t.configure.errors.required({ label: field.hint.label });
      continue;
    }
    const result = shape[field.key]?.safeParse(value) as z.ZodSafeParseResult<unknown> | undefined;
    const issue = result?.error?.issues[0];
    // The value is never repeated: it is a secret.
    if (issue !== undefined) errors[field.path] = plainMessage(field.hint.label, issue, undefined);
  }
  return errors;
}

/** The text that is wrong, or the table whose query it is. */
function nameOfItem(item: unknown, part: PropertyKey | undefined): string {
  if (typeof item !== 'object' || item === null) return `“${String(item)}”`;
  const { table } = item as { table?: string };
  if (part === 'query') return table ? t.configure.tableQueryOf({ table }) : t.configure.tableQuery;
  if (part === 'role' || part === 'group') return tableAccessLabel(table ?? '');
  return table ? `“${table}”` : t.configure.tableName;
}

/** One sentence for a person. */
function plainMessage(label: string, issue: z.core.$ZodIssue, value: unknown): string {
  const index = issue.path[0];
  const isItem = typeof index === 'number' && Array.isArray(value);
  const subject = isItem ? nameOfItem(value[index], issue.path[1]) : label;
  const rule = textFor(t.configure.rules, issue.message);
  if (rule !== undefined) return rule({ label: subject });
  if (issue.code === 'too_big' && issue.origin === 'array')
    return t.configure.errors.tooMany({ label, max: Number(issue.maximum) });
  if (issue.code === 'too_big' && issue.origin === 'string')
    return t.configure.errors.tooLong({ label: subject, max: Number(issue.maximum) });
  if (issue.code === 'too_big')
    return t.configure.errors.tooLarge({ label: subject, max: Number(issue.maximum) });
  if (issue.code === 'too_small')
    return t.configure.errors.tooSmall({ label: subject, min: Number(issue.minimum) });
  if (issue.code === 'invalid_format' && issue.format === 'email') return t.configure.errors.email;
  if (issue.code === 'invalid_type') return t.configure.errors.number({ label });
  return t.configure.errors.invalid({ label: subject });
}
