import { type DataSourceType, type FieldHint, sourceTypeOf, TABLE_ACCESS } from '@rita/contracts';
import { z } from 'zod';
import type { ConfigurationValues, FieldValue } from './form-model.ts';
import { isSameSetting } from './is-same-setting.ts';

const text = z.string();
const texts = z.array(text);
const tables = z.array(
  z.object({ table: text, query: text, access: z.enum(TABLE_ACCESS), role: text, group: text }),
);
const draftSchema = z.object({ method: text, settings: z.record(text, z.unknown()) });
export type Draft = z.output<typeof draftSchema>;

/**
 * What differs from what is stored; undefined: nothing does. Credentials are never part of it.
 * @param began the form with these values: what others have saved since then was not typed in it
 */
export function draftOf(
  values: ConfigurationValues,
  stored: ConfigurationValues,
  began: ConfigurationValues = stored,
): Draft | undefined {
  const before = [stored, began];
  const changed = Object.entries(values.settings).filter(([key, value]) =>
    before.every(({ settings }) => !isSameSetting(tidy(value), tidy(settings[key]))),
  );
  const isOtherMethod = before.every(({ method }) => method !== values.method);
  if (changed.length === 0 && !isOtherMethod) return undefined;
  const { method } = isOtherMethod ? values : stored;
  return { method, settings: Object.fromEntries(changed) };
}

/** As it is stored: blanks around what was pasted are no change. */
function tidy(value: FieldValue | undefined): FieldValue | undefined {
  return typeof value === 'string' ? value.trim() : value;
}

/** The stored values with a draft over them, as far as it still fits; undefined where nothing differs. */
export function withDraft(
  type: DataSourceType,
  stored: ConfigurationValues,
  kept: unknown,
): ConfigurationValues | undefined {
  const draft = draftSchema.safeParse(kept);
  if (!draft.success) return undefined;
  const { settingFields, credentialMethods } = sourceTypeOf(type);
  const fitting = Object.entries(settingFields).flatMap(([key, hint]) => {
    const value = valueSchemaOf(hint).safeParse(draft.data.settings[key]);
    return value.success ? [[key, value.data] as const] : [];
  });
  const { method } = draft.data;
  const values = {
    ...stored,
    method: Object.hasOwn(credentialMethods, method) ? method : stored.method,
    settings: { ...stored.settings, ...Object.fromEntries(fitting) },
  };
  return draftOf(values, stored) === undefined ? undefined : values;
}

function valueSchemaOf({ input }: FieldHint): z.ZodType<FieldValue> {
  if (input === 'switch') return z.boolean();
  if (input === 'table_list') return tables;
  if (input === 'text_list') return texts;
  return input === 'option_list' ? z.union([z.literal(''), texts]) : text;
}
