import { type LiveEvent, streamEvents } from '@rita/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { inBatches } from '../../lib/in-batches.ts';
import { openLiveEvents } from '../../lib/live-events.ts';
import type { LiveStatus } from '../../lib/live-stream.ts';
import { sessionQuery, useCurrentSession } from '../session/session.queries.ts';
import { applyLiveEvents } from './data-sources.cache.ts';

/** Of a hundred changes a second, each card shows ten. */
const DRAWING_PAUSE_MS = 100;

const LiveContext = createContext<LiveStatus>({ kind: 'connecting', lastHeardAt: null });

/** Keeps the cache of connections current for everything below, and tells how live it is. */
export function LiveProvider(props: { onSessionEnded: () => void; children: ReactNode }) {
  return (
    <LiveContext value={useDataSourceEvents(props.onSessionEnded)}>{props.children}</LiveContext>
  );
}

export function useLiveStatus(): LiveStatus {
  return use(LiveContext);
}

/** Opens the stream for the signed-in user's organization, applies its events, and closes it. */
export function useDataSourceEvents(onSessionEnded: () => void): LiveStatus {
  const queryClient = useQueryClient();
  const { user, organization } = useCurrentSession();
  const [status, setStatus] = useState<LiveStatus>({ kind: 'connecting', lastHeardAt: null });
  const channel = `${user.id}:${organization.id}`;
  useEffect(() => {
    let isFirst = true;
    const batches = inBatches<LiveEvent>(DRAWING_PAUSE_MS, (events) =>
      applyLiveEvents(queryClient, events),
    );
    const close = openLiveEvents(streamEvents.path, channel, {
      onEvent: (event) => {
        if (event.name === 'snapshot') {
          // The server cuts the stream when a role or membership changes, so a later snapshot
          // may be meant for other rights, or for the organization that the user fell back to.
          if (!isFirst) void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
          isFirst = false;
          if (event.data.organization_id !== organization.id) return;
        }
        batches.add(event);
      },
      onStatus: setStatus,
      onSessionEnded,
    });
    return () => {
      close();
      batches.stop();
    };
  }, [queryClient, channel, organization.id, onSessionEnded]);
  return status;
}
