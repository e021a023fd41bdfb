import {
  type AuditAction,
  type AuditEvent,
  listAuditActors,
  listAuditEvents,
} from '@rita/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';
import { endOfDay, startOfDay } from '../../lib/local-days.ts';

export type AuditFilter = {
  object_id?: string | undefined;
  action?: AuditAction | undefined;
  /** A person, or a key. */
  actor_id?: string | undefined;
  /** The first day and the last one, `2026-11-29`, where the browser is. */
  from?: string | undefined;
  to?: string | undefined;
};

const PAGE_SIZE = 50;
/** The most that the API answers at once. */
const EXPORT_PAGE_SIZE = 200;
/** Entries in one export; with a filter by date, the others come into further ones. */
export const MOST_EXPORTED = 20_000;

/** The audit log, newest first, page by page. */
export function auditEventsQuery(filter: AuditFilter) {
  const { object_id = null, action = null, actor_id = null, from = null, to = null } = filter;
  return infiniteQueryOptions({
    queryKey: ['audit-events', object_id, action, actor_id, from, to],
    initialPageParam: '',
    staleTime: 5000,
    queryFn: ({ pageParam, signal }) =>
      callApi(
        listAuditEvents,
        { query: { ...queryOf(filter), limit: PAGE_SIZE, ...after(pageParam) } },
        { signal },
      ),
    getNextPageParam: (last) => last.next_cursor,
  });
}

/** Who can be asked for. */
export const auditActorsQuery = queryOptions({
  queryKey: ['audit-actors'],
  staleTime: 60_000,
  queryFn: async ({ signal }) => (await callApi(listAuditActors, undefined, { signal })).data,
});

/** All that the filter finds, newest first; `isCut`: there is more than goes into one export. */
export async function readLog(
  filter: AuditFilter,
  signal: AbortSignal,
): Promise<{ events: AuditEvent[]; isCut: boolean }> {
  const events: AuditEvent[] = [];
  let cursor: string | null = '';
  while (cursor !== null && events.length < MOST_EXPORTED) {
    const query = { ...queryOf(filter), limit: EXPORT_PAGE_SIZE, ...after(cursor) };
    const page: { data: AuditEvent[]; next_cursor: string | null } = await callApi(
      listAuditEvents,
      { query },
      { signal },
    );
    events.push(...page.data);
    cursor = page.next_cursor;
  }
  return { events, isCut: cursor !== null };
}

function after(cursor: string) {
  return cursor === '' ? {} : { cursor };
}

function queryOf({ object_id, action, actor_id, from, to }: AuditFilter) {
  return {
    ...(object_id === undefined ? {} : { object_id }),
    ...(action === undefined ? {} : { action }),
    ...(actor_id === undefined ? {} : { actor_id }),
    ...(from === undefined ? {} : { from: startOfDay(from) }),
    ...(to === undefined ? {} : { until: endOfDay(to) }),
  };
}
