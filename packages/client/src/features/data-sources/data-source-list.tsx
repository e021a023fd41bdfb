import type { DataSourceConnection } from '@rita/contracts';
import { memo, useDeferredValue } from 'react';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { t } from '../../i18n/index.ts';
import { inEveryLanguage } from '../../i18n/language.ts';
import { CommonCauseNotes } from './common-cause-notes.tsx';
import { findCommonCauses } from './common-causes.ts';
import type { CardProps } from './data-source-card.tsx';
import { CARD_GRID, CARD_PLACE, ListedCard } from './listed-card.tsx';
import { LongList } from './long-list.tsx';
import { MissingTypes } from './missing-types.tsx';
import { useHeldOrder } from './use-held-order.ts';
import { useSpokenChanges } from './use-spoken-changes.ts';

/** So many cards that drawing each of them all the time would make the page slow. */
const MANY = 24;

type ListProps = { connections: readonly DataSourceConnection[] };

/** All cards, the worst first when the page is opened. */
export function DataSourceList({ connections }: ListProps) {
  // What happens to many is drawn in steps, between which the browser can do what somebody wants of it.
  const deferred = useDeferredValue(connections);
  return <Everything connections={connections.length > MANY ? deferred : connections} />;
}

const Everything = memo(inEveryLanguage(EverythingDrawn));

function EverythingDrawn({ connections }: ListProps) {
  const spoken = useSpokenChanges(connections);
  const ordered = useHeldOrder(connections);
  const causes = findCommonCauses(connections);
  const toldAbove = new Set(causes.flatMap((cause) => cause.connections.map(({ id }) => id)));
  const cards = ordered.map((connection) => ({
    connection,
    isToldAbove: toldAbove.has(connection.id),
  }));
  return (
    <>
      <p role="status" className="sr-only">
        {spoken}
      </p>
      <CommonCauseNotes causes={causes} />
      {cards.length > MANY ? <LongList cards={cards} /> : <ShortList cards={cards} />}
      <MissingTypes connections={connections} />
    </>
  );
}

function ShortList({ cards }: { cards: readonly CardProps[] }) {
  return (
    <ul aria-label={t.dataSources.list} className={CARD_GRID}>
      {cards.map((card) => (
        <li key={card.connection.id} className={CARD_PLACE}>
          <ListedCard {...card} />
        </li>
      ))}
    </ul>
  );
}

export function DataSourceListSkeleton() {
  return (
    <div role="status" className={CARD_GRID}>
      <span className="sr-only">{t.dataSources.loading}</span>
      {['a', 'b', 'c', 'd'].map((key) => (
        <div
          key={key}
          className="flex min-h-[198px] flex-col rounded-card border border-line bg-surface p-[18px]"
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
