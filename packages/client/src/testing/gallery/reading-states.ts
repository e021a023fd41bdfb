import type { ConnectionAccess } from '@rita/contracts';
import { answer } from './answers.ts';
import { connectionIn } from './connection-states.ts';
import type { GalleryState } from './gallery-state.ts';
import { minutesAgo } from './moments.ts';

/** A reading of permissions that goes on. */
export const CHECKING: ConnectionAccess = {
  ...connectionIn('synced').access,
  status: 'checking',
  run_id: 'run-2',
  ...{ run_started_at: minutesAgo(6), run_deadline_at: minutesAgo(-6) },
  ...{ run_last_heard_at: minutesAgo(0), run_heartbeat_seconds: 30 },
  ...{ documents_processed: 640, documents_total: 1284 },
};

function reading(name: string, changes: Partial<ConnectionAccess>): GalleryState {
  const connection = connectionIn('synced', { access: { ...CHECKING, ...changes } });
  return {
    name: `reading, ${name}`,
    path: `/data-sources/${connection.id}`,
    answers: { 'GET /api/data-sources': answer({ data: [connection] }) },
    until: 'h1',
  };
}

/** Readings of permissions, as the page of a connection tells of them. */
export const READING_STATES: readonly GalleryState[] = [
  reading('going on', {}),
  reading('held up', { run_last_heard_at: minutesAgo(4), run_held_up_by: 'app' }),
  reading('asked to wait', { run_waiting_until: minutesAgo(-12) }),
];
