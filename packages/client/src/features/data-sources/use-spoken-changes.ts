import type { DataSourceConnection } from '@rita/contracts';
import { useEffect, useRef, useState } from 'react';
import { CONNECTION_STATES, connectionState } from '../runs/connection-state.ts';

/** Words for a live region: which connection has just come into which state. */
export function useSpokenChanges(connections: readonly DataSourceConnection[]): string {
  const states = useRef(new Map<string, string>());
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    const now = Date.now();
    const changes = connections.flatMap((connection) => {
      const state = connectionState(connection, now);
      const before = states.current.get(connection.id);
      states.current.set(connection.id, state);
      if (before === undefined || before === state) return [];
      return [`${connection.name}: ${CONNECTION_STATES[state].label}`];
    });
    if (changes.length > 0) setSpoken(changes.join('. '));
  }, [connections]);
  return spoken;
}
