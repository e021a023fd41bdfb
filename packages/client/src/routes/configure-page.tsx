import type { ConfigurationStep } from '@rita/contracts';
import { getRouteApi } from '@tanstack/react-router';
import { Page } from '../components/page.tsx';
import { Note } from '../components/ui/note.tsx';
import { Configuration } from '../features/configure/configuration.tsx';
import {
  ConnectionGone,
  ConnectionLoading,
  ConnectionUnknown,
} from '../features/connection/connection-gone.tsx';
import { useDataSource } from '../features/data-sources/data-sources.queries.ts';
import { useMayWrite } from '../features/session/session.queries.ts';
import { t } from '../i18n/index.ts';

const route = getRouteApi('/signed-in/data-sources/$id/configure');

export function ConfigurePage() {
  const { id } = route.useParams();
  const { step } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: connection, error, refetch } = useDataSource(id);
  const mayWrite = useMayWrite();
  if (connection === null) return <ConnectionGone />;
  if (connection === undefined) {
    if (!error) return <ConnectionLoading />;
    return <ConnectionUnknown error={error} onRetry={refetch} />;
  }
  if (!mayWrite) {
    return (
      <Page title={t.configure.editTitle({ source: connection.name })} isNarrow>
        <Note tone="info">{t.configure.readOnly}</Note>
      </Page>
    );
  }
  const go = (next: ConfigurationStep) => {
    void navigate({ search: { step: next } });
  };
  return <Configuration key={id} connection={connection} requestedStep={step} onGo={go} />;
}
