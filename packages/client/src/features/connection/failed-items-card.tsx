import { type DataSourceConnection, type FailedItem, RETRY_FAILED_ABILITY } from '@rita/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Card, CardBody, CardHeader } from '../../components/ui/card.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { t } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import { useAtTime } from '../../lib/use-now.ts';
import { safeLink } from '../documents/safe-link.ts';
import { type ConnectionState, connectionState } from '../runs/connection-state.ts';
import { useMayWrite } from '../session/session.queries.ts';
import { failedItemsQuery, useConnectorAbility } from './connector.queries.ts';
import { RetryFailed } from './retry-failed.tsx';

const texts = t.connection.failedItems;

/**
 * What could not be read and why; nothing where everything could, or the connector does not tell.
 * Titles are for those who see to the connection: a member may not open all of it.
 */
export function FailedItemsCard({ connection }: { connection: DataSourceConnection }) {
  const isAble = useConnectorAbility(RETRY_FAILED_ABILITY);
  const mayWrite = useMayWrite();
  const state = useAtTime((now) => connectionState(connection, now));
  if (!isAble || connection.documents_failed === 0) return null;
  return (
    <Card>
      <CardHeader>
        <h2>{texts.title}</h2>
        <span className="text-[13px] text-muted tabular">
          {formatNumber(connection.documents_failed)}
        </span>
        {mayWrite && mayRetryHere(connection, state) && (
          <span className="ms-auto">
            <RetryFailed connection={connection} />
          </span>
        )}
      </CardHeader>
      {mayWrite ? (
        <Items connection={connection} />
      ) : (
        <CardBody className="text-[13px] text-muted">{texts.adminsOnly}</CardBody>
      )}
    </Card>
  );
}

/** Where the card of the state, above, offers to do something else than that. */
function mayRetryHere(connection: DataSourceConnection, state: ConnectionState): boolean {
  return connection.status === 'idle' && connection.enabled && state !== 'synced_with_problems';
}

function Items({ connection }: { connection: DataSourceConnection }) {
  // A list for each end of a sync, for that is when items come and go.
  const list = useInfiniteQuery(failedItemsQuery(connection));
  if (list.isPending) {
    return (
      <CardBody>
        <Skeleton className="h-12 w-full" />
      </CardBody>
    );
  }
  if (list.error) {
    return (
      <CardBody>
        <ProblemNote
          error={list.error}
          action={<Button onClick={() => list.refetch()}>{t.common.retry}</Button>}
        />
      </CardBody>
    );
  }
  return (
    <>
      <ul aria-label={texts.title}>
        {list.data.pages
          .flatMap((page) => page.data)
          .map((item) => (
            <Item key={item.external_id} item={item} />
          ))}
      </ul>
      {list.hasNextPage && (
        <div className="border-t border-line py-3 text-center">
          <Button
            size="small"
            isBusy={list.isFetchingNextPage}
            onClick={() => list.fetchNextPage()}
          >
            {t.common.loadMore}
          </Button>
        </div>
      )}
    </>
  );
}

function Item({ item }: { item: FailedItem }) {
  const title = item.title ?? item.external_id;
  const href = item.url === null ? undefined : safeLink(item.url);
  return (
    <li className="border-t border-line px-[18px] py-2.5 text-[13px]">
      <p className="font-semibold [overflow-wrap:anywhere]">
        {href === undefined ? (
          <bdi>{title}</bdi>
        ) : (
          <a
            href={href}
            target="_blank"
            rel="noreferrer noopener"
            className="inline-flex items-baseline gap-1.5 rounded-sm text-brand-text hover:underline"
          >
            <bdi>{title}</bdi>
            <ExternalLink aria-hidden className="size-3 shrink-0" />
          </a>
        )}
      </p>
      <p className="text-muted [overflow-wrap:anywhere]">
        {t.problems[item.code].title}.{' '}
        {/* Mostly English, which would be read in pieces where it wraps in a line from right to left. */}
        <bdi className="text-page-start rtl:block">{item.reason}</bdi>
      </p>
    </li>
  );
}
