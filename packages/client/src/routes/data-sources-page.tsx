import { Page } from '../components/page.tsx';

export function DataSourcesPage() {
  return <Page title="DataSourcesPage">…</Page>;
}
