import {
  boundSettings,
  type DataSourceConnection,
  isBoundSetting,
  type UpdateDataSourceRequest,
} from '@rita/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isProblem } from '../../lib/problem-error.ts';
import { DATA_SOURCES_KEY } from '../data-sources/data-sources.cache.ts';
import { nameInWords } from '../data-sources/name-in-words.ts';
import { type ChangedField, conflictsOf } from './setting-conflict.ts';
import { useUpdateDataSource } from './use-update-data-source.ts';

type Changes = (base: DataSourceConnection) => UpdateDataSourceRequest;

/**
 * Saves with the version that the user has seen. Changes of status and progress alone are no
 * conflict; when name or settings were changed by somebody else, nothing is saved and `conflict`
 * says what, until the user decides.
 */
export function useVersionedSave(connection: DataSourceConnection) {
  const queryClient = useQueryClient();
  const update = useUpdateDataSource(connection.id);
  /** The row that the form was filled from. */
  const [base, setBase] = useState(connection);
  const [conflict, setConflict] = useState<ChangedField[]>([]);

  const newest = () => {
    const rows = queryClient.getQueryData<DataSourceConnection[]>(DATA_SOURCES_KEY);
    const row = rows?.find(({ id }) => id === connection.id);
    return row === undefined ? connection : nameInWords(row);
  };

  /** Whether others changed since `seen` what this form could overwrite, and otherwise than it wants it. */
  const hasConflict = (seen: DataSourceConnection, changes: UpdateDataSourceRequest): boolean => {
    const changed = conflictsOf(changes, { base, seen, now: newest() });
    setConflict(changed);
    return changed.length > 0;
  };

  const attempt = async (
    changes: UpdateDataSourceRequest,
    seen: DataSourceConnection,
  ): Promise<DataSourceConnection | undefined> => {
    if (hasConflict(seen, changes)) return undefined;
    try {
      return await update.mutateAsync({ ...changes, version: newest().version });
    } catch (error) {
      if (!isProblem(error, 'version_conflict') || hasConflict(seen, changes)) {
        return undefined;
      }
      // Only progress came in between: once more with the version just read.
      return update.mutateAsync({ ...changes, version: newest().version }).catch(() => undefined);
    }
  };

  /** Answers the saved row, or undefined when it was not saved; then `conflict` or `error` says why. */
  const save = async (changes: Changes, seen = base): Promise<DataSourceConnection | undefined> => {
    const saved = await attempt(changes(base), seen);
    if (saved !== undefined) setBase(nameInWords(saved));
    return saved;
  };

  return {
    base,
    conflict,
    save,
    /** Saves the same changes on top of what others did. */
    saveOnTop: (changes: Changes) => save(changes, newest()),
    /** Address and account were merged by our own verification, which is nobody else's change. */
    acceptVerified: () => setBase(withVerified(base, newest())),
    /** Forgets what the form began with; answers the newest row to fill it from. */
    startOver: (): DataSourceConnection => {
      const row = newest();
      setBase(row);
      setConflict([]);
      return row;
    },
    isSaving: update.isPending,
    error: isProblem(update.error, 'version_conflict') && conflict.length > 0 ? null : update.error,
  };
}

function withVerified(base: DataSourceConnection, row: DataSourceConnection): DataSourceConnection {
  const scope = Object.entries(base.settings).filter(([key]) => !isBoundSetting(base.type, key));
  return {
    ...base,
    settings: { ...Object.fromEntries(scope), ...boundSettings(row.type, row.settings) },
  };
}
