import { Badge } from '../../components/ui/badge.tsx';
import { CONNECTION_STATES, type ConnectionState } from './connection-state.ts';

/** The state of a connection in a word, turning while something runs. */
export function StateBadge({ state }: { state: ConnectionState }) {
  const { tone, icon, label } = CONNECTION_STATES[state];
  return (
    <Badge tone={tone} icon={icon} isRunning={state === 'syncing' || state === 'verifying'}>
      {label}
    </Badge>
  );
}
