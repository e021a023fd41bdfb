import type { DataSourceType, RecordedRun } from '@rita/contracts';
import { t } from '../../i18n/index.ts';
import { changesInWords } from '../../lib/changes-in-words.ts';
import { countedDocuments } from '../../lib/counted-things.ts';
import { formatMoment } from '../../lib/format.ts';

const texts = t.history;

/** Who or what began a run. */
export function starterInWords({ started_by: by, is_scheduled: isScheduled }: RecordedRun): string {
  if (by === null) return texts.startedBy.unknown;
  if (by.type === 'connector') return texts.startedBy.connector;
  if (by.type === 'system') return isScheduled ? texts.startedBy.schedule : texts.startedBy.system;
  if (by.name === null) return texts.startedBy.somebody;
  return texts.startedBy[SAID[by.type]]({ name: by.name });
}

/** Of a link it is the name of who made it: whoever used it is known to nobody. */
const SAID = { user: 'person', key: 'key', link: 'link' } as const;

/** What came of a run and why, as short lines; what was not recorded is left out. */
export function resultInWords(run: RecordedRun, type: DataSourceType, now: number): string[] {
  return [
    run.outcome === 'unknown' ? texts.noEnd : undefined,
    run.error_code !== null && run.outcome !== 'held'
      ? t.problems[run.error_code].title
      : undefined,
    run.deletions_held === null ? undefined : texts.wouldRemove({ count: run.deletions_held }),
    run.outcome === 'cancelled' ? cancellerInWords(run) : undefined,
    ...countsInWords(run, type),
    run.given_up_at === null
      ? undefined
      : texts.givenUp({ time: formatMoment(run.given_up_at, now) }),
    run.started_at === null ? texts.noStart : undefined,
  ].filter((line) => line !== undefined);
}

function cancellerInWords({ ended_by: by }: RecordedRun): string | undefined {
  if (by?.type === 'connector') return texts.cancelledByConnector;
  return by?.name == null ? undefined : texts.cancelledBy({ name: by.name });
}

function countsInWords(run: RecordedRun, type: DataSourceType): (string | undefined)[] {
  const {
    documents_processed: read,
    documents_failed: failed,
    documents_added: added,
    documents_updated: changed,
    documents_removed: removed,
    documents_changed: forOthers,
  } = run;
  const isWhole = run.kind === 'sync' && run.outcome === 'succeeded';
  const hasChanges = isWhole && added !== null && changed !== null && removed !== null;
  return [
    read === null || (read === 0 && !isWhole) ? undefined : countedDocuments(type, read),
    hasChanges ? changesInWords({ added, changed, removed }) : undefined,
    failed === null || failed === 0 ? undefined : texts.couldNotRead({ count: failed }),
    forOthers === 0 ? texts.readersSame : undefined,
    forOthers ? texts.readersChanged({ count: forOthers }) : undefined,
  ];
}
