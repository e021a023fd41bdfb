import type { DataSourceConnection, UpdateDataSourceRequest } from '@rita/contracts';
import { useMemo, useState } from 'react';
import { isSameSetting } from '../configure/is-same-setting.ts';
import { draftFor, readDraft, type ScheduleDraft } from './schedule-draft.ts';

/**
 * The schedule in a form, beside the generated fields: what is typed, and what of it is to be saved. `typed`: what
 * was typed on an earlier visit.
 */
export function useSchedule(connection: DataSourceConnection, typed?: ScheduleDraft) {
  const [draft, setDraft] = useState(() => typed ?? draftFor(connection));
  // Reading cron looks ahead over many runs: not with every drawing.
  const read = useMemo(() => readDraft(draft), [draft]);
  return {
    draft,
    setDraft,
    read,
    isValid: read.fault === undefined,
    /** Whether syncs will start by themselves. */
    isPlanned: read.fault === undefined && read.schedule !== null,
    reset: (row: DataSourceConnection) => setDraft(draftFor(row)),
    /** Empty when the schedule is the stored one. */
    changes: (base: DataSourceConnection): Pick<UpdateDataSourceRequest, 'sync_schedule'> => {
      if (read.fault !== undefined || isSameSchedule(base.sync_schedule, read.schedule)) return {};
      return { sync_schedule: read.schedule };
    },
  };
}

export type ScheduleForm = ReturnType<typeof useSchedule>;

/** Whatever order the stored one has its keys in. */
function isSameSchedule(
  left: DataSourceConnection['sync_schedule'],
  right: DataSourceConnection['sync_schedule'],
): boolean {
  return isSameSetting(
    Object.entries(left ?? {}).map(String),
    Object.entries(right ?? {}).map(String),
  );
}
