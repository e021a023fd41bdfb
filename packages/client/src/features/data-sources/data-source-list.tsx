import type { DataSourceConnection } from '@rita/contracts';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { t } from '../../i18n/index.ts';
import { CONNECTION_STATES, connectionState } from '../runs/connection-state.ts';
import { CommonCauseNotes } from './common-cause-notes.tsx';
import { findCommonCauses } from './common-causes.ts';
import { DataSourceCard } from './data-source-card.tsx';
import { MissingTypes } from './missing-types.tsx';
import { useSpokenChanges } from './use-spoken-changes.ts';

const GRID = 'grid grid-cols-1 gap-4 lg:grid-cols-2';

/** All cards, the worst first. */
export function DataSourceList({ connections }: { connections: readonly DataSourceConnection[] }) {
  const spoken = useSpokenChanges(connections);
  const causes = findCommonCauses(connections);
  const toldAbove = new Set(causes.flatMap((cause) => cause.connections.map(({ id }) => id)));
  return (
    <>
      <p role="status" className="sr-only">
        {spoken}
      </p>
      <CommonCauseNotes causes={causes} />
      <ul aria-label={t.dataSources.list} className={GRID}>
        {worstFirst(connections, Date.now()).map((connection) => (
          <li key={connection.id} className="grid min-w-0 grid-cols-[minmax(0,1fr)]">
            <DataSourceCard connection={connection} isToldAbove={toldAbove.has(connection.id)} />
          </li>
        ))}
      </ul>
      <MissingTypes connections={connections} />
    </>
  );
}

/** Sorted by how much each needs somebody; equals by name. `now`: milliseconds. */
export function worstFirst(
  connections: readonly DataSourceConnection[],
  now: number,
): DataSourceConnection[] {
  const order = (connection: DataSourceConnection) =>
    CONNECTION_STATES[connectionState(connection, now)].order;
  return connections.toSorted((a, b) => order(a) - order(b) || a.name.localeCompare(b.name));
}

export function DataSourceListSkeleton() {
  return (
    <div role="status" className={GRID}>
      <span className="sr-only">{t.dataSources.loading}</span>
      {['a', 'b', 'c', 'd'].map((key) => (
        <div
          key={key}
          className="flex min-h-[184px] flex-col rounded-card border border-line bg-surface p-[18px]"
        >
          <div className="flex gap-3">
            <Skeleton className="size-[38px] rounded-[10px]!" />
            <div className="flex-1 space-y-2 pt-1">
              <Skeleton className="h-3.5 w-32" />
              <Skeleton className="h-3 w-48 max-w-full" />
            </div>
          </div>
          <Skeleton className="mt-5 h-3 w-full" />
          <Skeleton className="mt-2 h-3 w-2/3" />
          <Skeleton className="mt-auto ms-auto h-[30px] w-24" />
        </div>
      ))}
    </div>
  );
}
