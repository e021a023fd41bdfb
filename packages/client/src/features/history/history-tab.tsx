import {
  type DataSourceConnection,
  RECORDED_RUN_KINDS,
  type RecordedRunKind,
} from '@rita/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useState } from 'react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Select } from '../../components/ui/select.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { t } from '../../i18n/index.ts';
import { runsQuery, useFreshRuns } from './history.queries.ts';
import { RunList } from './run-list.tsx';
import { runMark } from './run-mark.ts';
import { SyncCharts } from './sync-charts.tsx';

const texts = t.history;

/** What ran, when, for how long and with what result; new runs appear as they begin and end. */
export function HistoryTab({ connection }: { connection: DataSourceConnection }) {
  const [kind, setKind] = useState<RecordedRunKind>();
  useFreshRuns(connection.id, runMark(connection));
  return (
    <div className="space-y-5">
      <SyncCharts connectionId={connection.id} />
      <KindChoice kind={kind} onChange={setKind} />
      <Runs connection={connection} kind={kind} />
    </div>
  );
}

type Kind = RecordedRunKind | undefined;

function KindChoice({ kind, onChange }: { kind: Kind; onChange: (kind: Kind) => void }) {
  return (
    <Field label={texts.kind} className="max-w-64">
      {(control) => (
        <Select
          {...control}
          value={kind ?? ''}
          onChange={({ target }) =>
            onChange(RECORDED_RUN_KINDS.find((one) => one === target.value))
          }
        >
          <option value="">{texts.anyKind}</option>
          {RECORDED_RUN_KINDS.map((one) => (
            <option key={one} value={one}>
              {texts.kinds[one]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function Runs({ connection, kind }: { connection: DataSourceConnection; kind: Kind }) {
  const list = useInfiniteQuery(runsQuery(connection.id, kind));
  if (list.data === undefined) {
    return list.error ? (
      <ProblemNote
        error={list.error}
        action={<Button onClick={() => list.refetch()}>{t.common.retry}</Button>}
      />
    ) : (
      <Skeleton className="h-72 rounded-card!" />
    );
  }
  const runs = list.data.pages.flatMap((page) => page.data);
  return (
    <>
      {list.error && <ProblemNote error={list.error} />}
      {runs.length === 0 ? (
        <EmptyState
          icon={History}
          title={kind === undefined ? texts.emptyTitle : texts.emptyKindTitle}
        >
          {texts.emptyText}
        </EmptyState>
      ) : (
        <RunList runs={runs} type={connection.type} />
      )}
      {kind !== 'sync' && kind !== 'verification' && runs.length > 0 && (
        <p className="text-xs text-muted">{texts.quietReadings}</p>
      )}
      {list.hasNextPage && (
        <div className="text-center">
          <Button isBusy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        </div>
      )}
    </>
  );
}
