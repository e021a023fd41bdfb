import type { DataSourceConnection } from '@rita/contracts';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { Page } from '../components/page.tsx';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '../components/ui/tabs.tsx';
import { AuditLog } from '../features/audit/audit-log.tsx';
import { ConfigurationTab } from '../features/connection/configuration-tab.tsx';
import {
  ConnectionGone,
  ConnectionLoading,
  ConnectionUnknown,
} from '../features/connection/connection-gone.tsx';
import { ConnectionStatusCard } from '../features/connection/connection-status-card.tsx';
import { useHasEditDraft } from '../features/connection/edit-draft.ts';
import { OverviewTab } from '../features/connection/overview-tab.tsx';
import { summarizeConnection } from '../features/data-sources/connection-summary.ts';
import { useDataSource } from '../features/data-sources/data-sources.queries.ts';
import { SourceIcon } from '../features/data-sources/source-icon.tsx';
import { DocumentSearch } from '../features/documents/document-search.tsx';
import { HistoryTab } from '../features/history/history-tab.tsx';
import { t } from '../i18n/index.ts';

const route = getRouteApi('/signed-in/data-sources/$id');
const TABS = ['overview', 'configuration', 'documents', 'history', 'activity'] as const;
type Tab = (typeof TABS)[number];

export function DataSourceDetailPage() {
  const { id } = route.useParams();
  const { data: connection, error, refetch } = useDataSource(id);
  if (connection === null) return <ConnectionGone />;
  if (connection) return <Detail key={id} connection={connection} />;
  if (!error) return <ConnectionLoading />;
  return <ConnectionUnknown error={error} onRetry={refetch} />;
}

function Detail({ connection }: { connection: DataSourceConnection }) {
  const { tab = 'overview' } = route.useSearch();
  const navigate = route.useNavigate();
  const hasDraft = useHasEditDraft(connection);
  const [isEditing, setIsEditing] = useState(hasDraft);
  const show = (next: Tab) =>
    void navigate({
      search: next === 'overview' ? {} : { tab: next },
      replace: true,
      resetScroll: false,
    });
  const edit = () => {
    setIsEditing(true);
    show('configuration');
  };
  return (
    <Page
      title={connection.name}
      heading={
        <span className="flex items-center gap-3">
          <SourceIcon type={connection.type} />
          <bdi className="min-w-0 text-page-start [overflow-wrap:anywhere]">{connection.name}</bdi>
        </span>
      }
      description={summarizeConnection(connection)}
      before={<BackLink />}
    >
      <ConnectionStatusCard connection={connection} onEdit={edit} />
      <Tabs value={tab} onValueChange={(next) => show(next as Tab)} className="mt-6">
        <TabsList aria-label={t.connection.tabs.label}>
          {TABS.map((name) => (
            <TabsTrigger key={name} value={name}>
              {t.connection.tabs[name]}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value="overview">
          <OverviewTab connection={connection} />
        </TabsContent>
        <TabsContent value="configuration">
          <ConfigurationTab connection={connection} isEditing={isEditing} onEdit={setIsEditing} />
        </TabsContent>
        <TabsContent value="documents">
          <DocumentsTab connection={connection} />
        </TabsContent>
        <TabsContent value="history">
          <HistoryTab connection={connection} />
        </TabsContent>
        <TabsContent value="activity">
          <AuditLog filter={{ object_id: connection.id }} />
        </TabsContent>
      </Tabs>
    </Page>
  );
}

function DocumentsTab({ connection }: { connection: DataSourceConnection }) {
  const { query = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const onQuery = (typed: string) =>
    void navigate({
      search: typed === '' ? { tab: 'documents' } : { tab: 'documents', query: typed },
      replace: true,
      resetScroll: false,
    });
  return (
    <DocumentSearch
      query={query}
      onQuery={onQuery}
      connectionId={connection.id}
      connections={[connection]}
    />
  );
}

function BackLink() {
  return (
    <Link
      to="/data-sources"
      className="inline-flex items-center gap-1.5 rounded-sm text-[13px] text-muted hover:text-fg"
    >
      <ArrowLeft aria-hidden className="size-4" />
      {t.nav.dataSources}
    </Link>
  );
}
