import { type DataSourceConnection, opensMore } from '@rita/contracts';
import { createContext, type ReactNode, use } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { useCurrentSession } from '../session/session.queries.ts';
import {
  type ConfigurationValues,
  type FieldValue,
  type FormField,
  fromFieldValue,
} from './form-model.ts';
import { changedSettings } from './request-payload.ts';

type OwnersOnly = (field: FormField, value: FieldValue) => boolean;

const OwnersOnlyContext = createContext<OwnersOnly>(() => false);

/** Whether a value of a field lets people find more than what is saved does, which is not this person's to choose. */
export function useOwnersOnly(): OwnersOnly {
  return use(OwnersOnlyContext);
}

type OpeningFieldsProps = { connection: DataSourceConnection; children: ReactNode };

/** Fields of which some let people find more: the server takes that from owners only, and the form says so. */
export function OpeningFields({ connection, children }: OpeningFieldsProps) {
  const isOwner = useCurrentSession().role === 'owner';
  const { control, getValues } = useFormContext<ConfigurationValues>();
  useWatch({ control });
  const { type, settings } = connection;
  const isRefused = (changes: Record<string, unknown>) =>
    !isOwner && opensMore(type, settings, { ...settings, ...changes });
  return (
    <OwnersOnlyContext
      value={({ key, hint }, value) => isRefused({ [key]: fromFieldValue(hint, value) })}
    >
      {children}
      {isRefused(changedSettings(connection, getValues(), ['choose'])) && (
        <Note tone="warn" role="status">
          {t.configure.opensMore}
        </Note>
      )}
    </OwnersOnlyContext>
  );
}
