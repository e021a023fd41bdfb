import {
  Clock,
  FileText,
  LayoutGrid,
  type LucideIcon,
  SlidersHorizontal,
  Users,
} from 'lucide-react';
import { useDataSources } from '../features/data-sources/data-sources.queries.ts';
import { CONNECTION_STATES, connectionState } from '../features/runs/connection-state.ts';
import { t } from '../i18n/index.ts';
import { paths } from './paths.ts';

type NavigationItem = {
  to: (typeof paths)['dataSources' | 'documents' | 'activity' | 'members' | 'settings'];
  label: string;
  icon: LucideIcon;
};

export const NAVIGATION: readonly NavigationItem[] = [
  { to: paths.dataSources, label: t.nav.dataSources, icon: LayoutGrid },
  { to: paths.documents, label: t.nav.documents, icon: FileText },
  { to: paths.activity, label: t.nav.activity, icon: Clock },
  { to: paths.members, label: t.nav.members, icon: Users },
  { to: paths.settings, label: t.nav.settings, icon: SlidersHorizontal },
];

/** How many connections somebody has to do something about. */
export function useAttentionCount(): number {
  const { data = [] } = useDataSources();
  const now = Date.now();
  return data.filter((row) => CONNECTION_STATES[connectionState(row, now)].needsAttention).length;
}
