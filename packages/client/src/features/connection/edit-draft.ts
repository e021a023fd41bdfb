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
/** What differs from what is stored, and nothing else: others may change the rest meanwhile. */
const keptSchema = z.object({
  own: z
    .object({
      ...{ name: text, description: text },
      searchLanguage: z.union([z.literal(''), searchLanguageSchema]),
    })
    .partial(),
  schedule: z
    .object({
      ...{
        type: z.enum(SCHEDULE_TYPES),
        hours: text,
        time: text,
        timeZone: text,
        expression: text,
      },
    })
    .optional(),
  /** Of what is read. */
  scope: z.unknown().optional(),
});

const storedIn = (connection: DataSourceConnection): Edited => ({
  values: storedValues(connection),
  schedule: draftFor(connection),
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
  // As the form began: what others save meanwhile was not typed here.
  const [stored, setStored] = useState(() => storedIn(connection));
  const [restored, setRestored] = useState(() => restore(connection, stored, readDraft(key)));
  return {
    restored,
    keep: (edited: Edited) => keepDraft(key, keptOf(edited, stored)),
    /** The form begins anew with what is stored by now. */
    discard: (row: DataSourceConnection) => {
      keepDraft(key, undefined);
      setRestored(undefined);
      setStored(storedIn(row));
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
  const own = changedIn({ name, description, searchLanguage }, stored.values);
  const scope = draftOf(values, stored.values);
  const isOtherSchedule = Object.keys(changedIn(schedule, stored.schedule)).length > 0;
  if (Object.keys(own).length === 0 && scope === undefined && !isOtherSchedule) return undefined;
  return { own, scope, ...(isOtherSchedule && { schedule }) };
}

function changedIn<Values extends object>(
  values: Values,
  stored: NoInfer<Values>,
): Partial<Values> {
  const changed = Object.entries(values).filter(
    ([key, value]) => value !== stored[key as keyof Values],
  );
  return Object.fromEntries(changed) as Partial<Values>;
}

function restore(
  connection: DataSourceConnection,
  stored: Edited,
  found: unknown,
): Edited | undefined {
  const kept = keptSchema.safeParse(found);
  if (!kept.success) return undefined;
  const { scope, schedule = stored.schedule, own } = kept.data;
  const values = { ...stored.values, ...withDraft(connection.type, stored.values, scope), ...own };
  const edited = { values: values as EditValues, schedule };
  return keptOf(edited, stored) === undefined ? undefined : edited;
}
