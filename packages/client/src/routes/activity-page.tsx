import { AUDIT_ACTIONS } from '@rita/contracts';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Page } from '../components/page.tsx';
import { useToast } from '../components/toasts.tsx';
import { Button } from '../components/ui/button.tsx';
import {
  type AuditFilter,
  auditEventsQuery,
  MOST_EXPORTED,
  readLog,
} from '../features/audit/audit.queries.ts';
import { AuditFilters } from '../features/audit/audit-filters.tsx';
import { AuditLog } from '../features/audit/audit-log.tsx';
import { toCsv } from '../features/audit/to-csv.ts';
import { t } from '../i18n/index.ts';
import { problemOf } from '../lib/problem-error.ts';
import { saveFile } from '../lib/save-file.ts';

const route = getRouteApi('/signed-in/activity');

export function ActivityPage() {
  const { object, action, person, from, to } = route.useSearch();
  const navigate = route.useNavigate();
  const filter: AuditFilter = {
    object_id: object,
    action: AUDIT_ACTIONS.find((known) => known === action),
    actor_id: person,
    from,
    to,
  };
  const change = (next: AuditFilter) =>
    navigate({
      search: {
        object: next.object_id,
        action: next.action,
        person: next.actor_id,
        from: next.from,
        to: next.to,
      },
      replace: true,
    });
  return (
    <Page
      title={t.activity.title}
      description={t.activity.description}
      actions={<ExportButton filter={filter} />}
    >
      <AuditFilters filter={filter} onChange={change} />
      <AuditLog
        filter={filter}
        emptyAction={<Button onClick={() => change({})}>{t.activity.clear}</Button>}
      />
    </Page>
  );
}

/** Saves all that the filter finds, not only what is loaded. */
function ExportButton({ filter }: { filter: AuditFilter }) {
  const { data } = useInfiniteQuery(auditEventsQuery(filter));
  const isEmpty = data === undefined || data.pages.every((page) => page.data.length === 0);
  const showToast = useToast();
  const left = useRef(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    left.current = controller;
    return () => controller.abort();
  }, []);
  const save = useMutation({
    mutationFn: () => readLog(filter, left.current.signal),
    onSuccess: ({ events, isCut }) => {
      saveFile('activity.csv', 'text/csv;charset=utf-8', toCsv(events));
      if (isCut) showToast(t.activity.exportCut({ count: MOST_EXPORTED }), 'warn');
    },
    onError: (error) => {
      if (left.current.signal.aborted) return;
      showToast(t.problems[problemOf(error).code].title, 'bad');
    },
  });
  return (
    <Button disabled={isEmpty} isBusy={save.isPending} onClick={() => save.mutate()}>
      {!save.isPending && <Download aria-hidden />}
      {t.activity.export}
    </Button>
  );
}
