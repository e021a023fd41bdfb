import { Page } from '../components/page.tsx';

export function DataSourceDetailPage() {
  return <Page title="DataSourceDetailPage">…</Page>;
}
