import type { DataSourceConnection } from '@rita/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  Clock,
  FileText,
  LayoutGrid,
  type LucideIcon,
  SlidersHorizontal,
  Users,
} from 'lucide-react';
import { dataSourcesQuery } from '../features/data-sources/data-sources.queries.ts';
import { CONNECTION_STATES, connectionState } from '../features/runs/connection-state.ts';
import { paths } from './paths.ts';

type Place = 'dataSources' | 'documents' | 'activity' | 'members' | 'settings';
/** `place`: the path, and the key of its name. */
type NavigationItem = { to: (typeof paths)[Place]; place: Place; icon: LucideIcon };

export const NAVIGATION: readonly NavigationItem[] = [
  { to: paths.dataSources, place: 'dataSources', icon: LayoutGrid },
  { to: paths.documents, place: 'documents', icon: FileText },
  { to: paths.activity, place: 'activity', icon: Clock },
  { to: paths.members, place: 'members', icon: Users },
  { to: paths.settings, place: 'settings', icon: SlidersHorizontal },
];

/** How many connections somebody has to do something about. */
export function useAttentionCount(): number {
  const { data = 0 } = useQuery({ ...dataSourcesQuery(useQueryClient()), select: countAttention });
  return data;
}

function countAttention(connections: readonly DataSourceConnection[]): number {
  const now = Date.now();
  return connections.filter((row) => CONNECTION_STATES[connectionState(row, now)].needsAttention)
    .length;
}
