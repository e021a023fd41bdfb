import type { DataSourceConnection } from '@rita/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { FileText, Search, SearchX, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { t } from '../../i18n/index.ts';
import { isUnread } from '../access/is-unread.ts';
import { DocumentRow } from './document-row.tsx';
import { documentsQuery } from './documents.queries.ts';
import { emptyCause } from './empty-cause.ts';
import { NoneReadable } from './none-readable.tsx';

/** Long enough that a word typed at ease is one search. */
const TYPING_PAUSE_MS = 250;

type DocumentSearchProps = {
  /** From the address of the page. */
  query: string;
  onQuery: (query: string) => void;
  connectionId: string | undefined;
  /** The connections that are searched; they tell why there is nothing. */
  connections: readonly DataSourceConnection[];
  /** Beside the search field: a filter. */
  filter?: ReactNode;
  /** What helps when there is nothing to search in. */
  emptyAction?: ReactNode;
};

/** Search in what was synced; the query is kept in the address. */
export function DocumentSearch(props: DocumentSearchProps) {
  const [typed, setTyped] = useTypedQuery(props.query, props.onQuery);
  return (
    <search className="block space-y-3">
      <div className="flex flex-wrap gap-2">
        <SearchField value={typed} onChange={setTyped} />
        {props.filter}
      </div>
      <Results {...props} />
    </search>
  );
}

/** What stands in the field: goes to the address after a pause, and follows Back and Forward. */
function useTypedQuery(query: string, onQuery: (query: string) => void) {
  const [typed, setTyped] = useState(query);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    // While somebody types, the address lags behind and must not take letters away.
    if (timer.current !== undefined) return;
    setTyped((held) => (held.trim() === query ? held : query));
  }, [query]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      onQuery(text.trim());
    }, TYPING_PAUSE_MS);
  };
  return [typed, type] as const;
}

function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <span className="relative min-w-52 flex-1">
      <Search aria-hidden className="absolute top-2.5 start-3 size-4 text-muted" />
      <Input
        type="search"
        aria-label={t.documents.search}
        placeholder={t.documents.searchPlaceholder}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="pe-9 ps-9 [&::-webkit-search-cancel-button]:hidden"
      />
      {value !== '' && (
        <button
          type="button"
          aria-label={t.documents.clear}
          onClick={() => onChange('')}
          className="absolute top-0 end-0 grid size-9 place-items-center rounded-control text-muted -outline-offset-2 hover:text-fg"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </span>
  );
}

function Results({ query, connectionId, connections, emptyAction }: DocumentSearchProps) {
  const search = useInfiniteQuery(documentsQuery({ query, connectionId }));
  useRefreshAfterRuns(connections, search.refetch);
  if (search.isPending) return <Loading />;
  if (search.error) {
    return (
      <ProblemNote
        error={search.error}
        action={<Button onClick={() => search.refetch()}>{t.common.retry}</Button>}
      />
    );
  }
  const documents = search.data.pages.flatMap((page) => page.data);
  const { total = 0, has_more_than_total: hasMore = false } = search.data.pages[0] ?? {};
  if (documents.length === 0) {
    return query === '' ? (
      <Nothing connections={connections} action={emptyAction} />
    ) : (
      <NothingFound {...{ query, connectionId, connections }} />
    );
  }
  const names = new Map(connections.map((connection) => [connection.id, connection.name]));
  const { count, countFound, countMore } = t.documents;
  const sayFound = hasMore ? countMore : countFound;
  return (
    <div aria-busy={search.isPlaceholderData}>
      <p role="status" className="mb-2 text-[13px] text-muted tabular">
        {query === '' ? count({ count: total }) : sayFound({ count: total })}
      </p>
      <ul className="overflow-hidden rounded-card border border-line bg-surface shadow-card">
        {documents.map((document) => (
          <DocumentRow
            key={document.id}
            document={document}
            sourceName={connectionId === undefined ? names.get(document.connection_id) : undefined}
          />
        ))}
      </ul>
      {search.hasNextPage && (
        <div className="mt-3 text-center">
          <Button isBusy={search.isFetchingNextPage} onClick={() => search.fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Looks again when a sync or a reading of permissions has ended: then documents come and go. */
function useRefreshAfterRuns(
  connections: readonly DataSourceConnection[],
  refetch: () => unknown,
): void {
  const ends = connections
    .map(({ status, last_sync_at, access: { mode, last_ended_at } }) =>
      [status, last_sync_at, mode, last_ended_at].join(),
    )
    .join();
  const [seen, setSeen] = useState(ends);
  useEffect(() => {
    if (seen === ends) return;
    setSeen(ends);
    refetch();
  }, [seen, ends, refetch]);
}

function Loading() {
  return (
    <div className="space-y-2">
      <p role="status" className="sr-only">
        {t.documents.searching}
      </p>
      {['a', 'b', 'c', 'd', 'e'].map((key) => (
        <Skeleton key={key} className="h-[74px] w-full rounded-card!" />
      ))}
    </div>
  );
}

type NothingFoundProps = Pick<DocumentSearchProps, 'query' | 'connectionId' | 'connections'>;

/** For want of the words, unless there is nothing at all for the person who looks. */
function NothingFound({ query, connectionId, connections }: NothingFoundProps) {
  const { data } = useInfiniteQuery(documentsQuery({ query: '', connectionId }));
  const isNothingThere = data?.pages[0]?.data.length === 0;
  if (isNothingThere && emptyCause(connections).isPersonal) return <NoneReadable />;
  return (
    <EmptyState icon={SearchX} title={t.documents.nothingFoundTitle({ query })}>
      <p role="status">
        {connections.some(isUnread) ? t.documents.noneUnread : t.documents.nothingFoundText}
      </p>
    </EmptyState>
  );
}

type NothingProps = { connections: readonly DataSourceConnection[]; action: ReactNode };

function Nothing({ connections, action }: NothingProps) {
  const { text, causes, isPersonal } = emptyCause(connections);
  if (isPersonal) return <NoneReadable />;
  return (
    <EmptyState icon={FileText} title={t.documents.noneTitle} action={action}>
      <p>{text}</p>
      {causes.length > 0 && (
        <ul className="mt-1 list-disc ps-5 text-start">
          {causes.map((cause) => (
            <li key={cause}>{cause}</li>
          ))}
        </ul>
      )}
    </EmptyState>
  );
}
