import { type AuditAction, listAuditEvents } from '@rita/contracts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';

export type AuditFilter = { object_id?: string | undefined; action?: AuditAction | undefined };

const PAGE_SIZE = 50;

/** The audit log, newest first, page by page. */
export function auditEventsQuery({ object_id, action }: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: ['audit-events', object_id ?? null, action ?? null],
    initialPageParam: '',
    staleTime: 5000,
    queryFn: ({ pageParam, signal }) =>
      callApi(
        listAuditEvents,
        {
          query: {
            limit: PAGE_SIZE,
            ...(pageParam === '' ? {} : { cursor: pageParam }),
            ...(object_id === undefined ? {} : { object_id }),
            ...(action === undefined ? {} : { action }),
          },
        },
        { signal },
      ),
    getNextPageParam: (last) => last.next_cursor,
  });
}
