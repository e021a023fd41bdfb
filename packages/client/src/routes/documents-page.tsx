import { getRouteApi, Link } from '@tanstack/react-router';
import { Page } from '../components/page.tsx';
import { Button } from '../components/ui/button.tsx';
import { Select } from '../components/ui/select.tsx';
import { useDataSources } from '../features/data-sources/data-sources.queries.ts';
import { DocumentSearch } from '../features/documents/document-search.tsx';
import { t } from '../i18n/index.ts';

const route = getRouteApi('/signed-in/documents');

export function DocumentsPage() {
  const { query = '', source } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: connections = [] } = useDataSources();
  const chosen = connections.filter((connection) => connection.id === source);
  const isFiltered = chosen.length > 0;
  const search = (changes: { query?: string | undefined; source?: string | undefined }) =>
    void navigate({
      search: (before) => ({ ...before, ...changes }),
      replace: true,
      resetScroll: false,
    });
  return (
    <Page title={t.documents.title} description={t.documents.intro}>
      <DocumentSearch
        query={query}
        onQuery={(typed) => search({ query: typed === '' ? undefined : typed })}
        connectionId={isFiltered ? source : undefined}
        connections={isFiltered ? chosen : connections}
        filter={
          <Select
            aria-label={t.documents.source}
            className="w-52 max-sm:w-full"
            value={isFiltered ? source : ''}
            onChange={(event) => search({ source: event.target.value || undefined })}
          >
            <option value="">{t.documents.allSources}</option>
            {connections.map((connection) => (
              <option key={connection.id} value={connection.id}>
                {connection.name}
              </option>
            ))}
          </Select>
        }
        emptyAction={
          <Button asChild variant="primary">
            <Link to="/data-sources">{t.documents.toDataSources}</Link>
          </Button>
        }
      />
    </Page>
  );
}
