import {
  type DataSourceConnection,
  type SearchLanguage,
  searchLanguageSchema,
} from '@rita/contracts';
import { useState } from 'react';
import { z } from 'zod';
import { keepDraft, readDraft } from '../../lib/tab-drafts.ts';
import { draftOf, withDraft } from '../configure/draft.ts';
import { type ConfigurationValues, initialValues } from '../configure/form-model.ts';
import { methodToBeginWith } from '../configure/suggest-method.ts';
import { draftFor, SCHEDULE_TYPES, type ScheduleDraft } from '../schedule/schedule-draft.ts';
import { useCurrentSession } from '../session/session.queries.ts';

/** What the form of a connection's name and scope holds, without its schedule. */
export type EditValues = ConfigurationValues & {
  name: string;
  description: string;
  /** Empty: detected for each document. */
  searchLanguage: SearchLanguage | '';
};
type Edited = { values: EditValues; schedule: ScheduleDraft };

const text = z.string();
const keptSchema = z.object({
  name: text,
  description: text,
  searchLanguage: z.union([z.literal(''), searchLanguageSchema]),
  schedule: z.object({
    ...{ type: z.enum(SCHEDULE_TYPES), hours: text, time: text, timeZone: text, expression: text },
  }),
  /** Of what is read; absent where nothing differs from what is stored. */
  scope: z.unknown().optional(),
});

export function storedValues(connection: DataSourceConnection): EditValues {
  const { type, settings, name, description } = connection;
  const values = initialValues(type, settings, methodToBeginWith(connection));
  return { ...values, name, description, searchLanguage: connection.search_language ?? '' };
}

/**
 * What was typed in the form on an earlier visit of this tab and not saved, as after a session that ended.
 * Nothing in this form is secret.
 */
export function useEditDraft(connection: DataSourceConnection) {
  const key = useDraftKey(connection);
  const stored = { values: storedValues(connection), schedule: draftFor(connection) };
  const [restored, setRestored] = useState(() => restore(connection, stored, readDraft(key)));
  return {
    restored,
    keep: (edited: Edited) => keepDraft(key, keptOf(edited, stored)),
    discard: () => {
      keepDraft(key, undefined);
      setRestored(undefined);
    },
  };
}

/** Whether something waits to be gone on with. */
export function useHasEditDraft(connection: DataSourceConnection): boolean {
  const key = useDraftKey(connection);
  const [hasDraft] = useState(() => readDraft(key) !== undefined);
  return hasDraft;
}

function useDraftKey({ id }: DataSourceConnection): string {
  return `${useCurrentSession().user.id}.${id}.edit`;
}

/** Undefined: nothing differs from what is stored. */
function keptOf({ values, schedule }: Edited, stored: Edited) {
  const { name, description, searchLanguage } = values;
  const scope = draftOf(values, stored.values);
  const isStored =
    scope === undefined &&
    name === stored.values.name &&
    description === stored.values.description &&
    searchLanguage === stored.values.searchLanguage &&
    Object.entries(schedule).every(([key, value]) => {
      return value === stored.schedule[key as keyof ScheduleDraft];
    });
  return isStored ? undefined : { name, description, searchLanguage, schedule, scope };
}

function restore(
  connection: DataSourceConnection,
  stored: Edited,
  found: unknown,
): Edited | undefined {
  const kept = keptSchema.safeParse(found);
  if (!kept.success) return undefined;
  const { scope, schedule, ...own } = kept.data;
  const values = { ...stored.values, ...withDraft(connection.type, stored.values, scope), ...own };
  const edited = { values, schedule };
  return keptOf(edited, stored) === undefined ? undefined : edited;
}
