import type { DataSourceConnection } from '@rita/contracts';
import { useEffect, useRef, useState } from 'react';
import { holdOrder, idsOf } from './hold-order.ts';
import { worstFirst } from './worst-first.ts';

/**
 * The connections, the worst first when the page is opened and when somebody comes back to its tab; in
 * between each keeps its place.
 */
export function useHeldOrder(connections: readonly DataSourceConnection[]): DataSourceConnection[] {
  const latest = useRef(connections);
  latest.current = connections;
  const [places, setPlaces] = useState<readonly string[]>(() => sortedIds(connections));
  const held = holdOrder(places, connections, Date.now());
  if (held !== places) setPlaces(held);
  useEffect(() => {
    const sortAnew = () => {
      if (!document.hidden) setPlaces(sortedIds(latest.current));
    };
    document.addEventListener('visibilitychange', sortAnew);
    return () => document.removeEventListener('visibilitychange', sortAnew);
  }, []);
  const byId = new Map(connections.map((connection) => [connection.id, connection]));
  return held.flatMap((id) => byId.get(id) ?? []);
}

const sortedIds = (connections: readonly DataSourceConnection[]) =>
  idsOf(worstFirst(connections, Date.now()));
