import { Page } from '../components/page.tsx';

export function ConfigurePage() {
  return <Page title="ConfigurePage">…</Page>;
}
