import type { DataSourceConnection } from '@rita/contracts';
import { memo } from 'react';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { t } from '../../i18n/index.ts';
import { inEveryLanguage } from '../../i18n/language.ts';
import { CommonCauseNotes } from './common-cause-notes.tsx';
import { findCommonCauses } from './common-causes.ts';
import { DataSourceCard } from './data-source-card.tsx';
import { ItemOfMany } from './item-of-many.tsx';
import { MissingTypes } from './missing-types.tsx';
import { useSpokenChanges } from './use-spoken-changes.ts';
import { worstFirst } from './worst-first.ts';

/** So many cards that drawing each of them all the time would make the page slow. */
const MANY = 24;
const GRID = 'grid grid-cols-1 gap-4 lg:grid-cols-2';

/** All cards, the worst first. */
export function DataSourceList({ connections }: { connections: readonly DataSourceConnection[] }) {
  const spoken = useSpokenChanges(connections);
  const causes = findCommonCauses(connections);
  const Item = connections.length > MANY ? ListItemOfMany : ListItem;
  const toldAbove = new Set(causes.flatMap((cause) => cause.connections.map(({ id }) => id)));
  return (
    <>
      <p role="status" className="sr-only">
        {spoken}
      </p>
      <CommonCauseNotes causes={causes} />
      <ul aria-label={t.dataSources.list} className={GRID}>
        {worstFirst(connections, Date.now()).map((connection) => (
          <Item
            key={connection.id}
            connection={connection}
            isToldAbove={toldAbove.has(connection.id)}
          />
        ))}
      </ul>
      <MissingTypes connections={connections} />
    </>
  );
}

/** By itself, since the items above it are not drawn again with the page. */
const Card = inEveryLanguage(DataSourceCard);

type ItemProps = { connection: DataSourceConnection; isToldAbove: boolean };

/** Drawn again when its own connection changes, not for every other one. */
const ListItem = memo(function ListItem(props: ItemProps) {
  return (
    <li className="grid min-w-0 grid-cols-[minmax(0,1fr)]">
      <Card {...props} />
    </li>
  );
});

const ListItemOfMany = memo(function ListItemOfMany(props: ItemProps) {
  return (
    <ItemOfMany connection={props.connection}>
      <Card {...props} />
    </ItemOfMany>
  );
});

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
