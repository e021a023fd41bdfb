import { AUDIT_ACTIONS } from '@rita/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { Page } from '../components/page.tsx';
import { Button } from '../components/ui/button.tsx';
import { type AuditFilter, auditEventsQuery } from '../features/audit/audit.queries.ts';
import { AuditFilters } from '../features/audit/audit-filters.tsx';
import { AuditLog } from '../features/audit/audit-log.tsx';
import { toCsv } from '../features/audit/to-csv.ts';
import { t } from '../i18n/index.ts';
import { saveFile } from '../lib/save-file.ts';

const route = getRouteApi('/signed-in/activity');

export function ActivityPage() {
  const { object, action } = route.useSearch();
  const navigate = route.useNavigate();
  const filter: AuditFilter = {
    object_id: object,
    action: AUDIT_ACTIONS.find((known) => known === action),
  };
  const change = (next: AuditFilter) =>
    navigate({ search: { object: next.object_id, action: next.action }, replace: true });
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

/** Saves what is loaded. */
function ExportButton({ filter }: { filter: AuditFilter }) {
  const { data } = useInfiniteQuery(auditEventsQuery(filter));
  const events = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Button
      disabled={events.length === 0}
      onClick={() => saveFile('activity.csv', 'text/csv;charset=utf-8', toCsv(events))}
    >
      <Download aria-hidden />
      {t.activity.export}
    </Button>
  );
}
