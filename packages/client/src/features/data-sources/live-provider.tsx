import { type LiveEvent, streamEvents } from '@rita/contracts';
import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { afterClick } from '../../lib/after-click.ts';
import { inBatches } from '../../lib/in-batches.ts';
import { openLiveEvents } from '../../lib/live-events.ts';
import type { LiveStatus } from '../../lib/live-stream.ts';
import { sessionQuery, useCurrentSession } from '../session/session.queries.ts';
import { applyLiveEvents } from './data-sources.cache.ts';

/** Of a hundred changes a second, each card shows ten. */
const DRAWING_PAUSE_MS = 100;

const CONNECTING: LiveStatus = { kind: 'connecting', lastHeardAt: null };

/** Asked, not handed down: React would look through every card for who reads it, each time it changes. */
const LiveContext = createContext(createLiveStore());

/** Keeps the cache of connections current for everything below, and tells how live it is. */
export function LiveProvider(props: { onSessionEnded: () => void; children: ReactNode }) {
  const [live] = useState(createLiveStore);
  useDataSourceEvents(live.set, props.onSessionEnded);
  return <LiveContext value={live}>{props.children}</LiveContext>;
}

export function useLiveStatus(): LiveStatus {
  const live = use(LiveContext);
  return useSyncExternalStore(live.subscribe, live.read);
}

function createLiveStore() {
  let status = CONNECTING;
  const listeners = new Set<() => void>();
  return {
    read: () => status,
    set: (next: LiveStatus) => {
      status = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Opens the stream for the signed-in user's organization, applies its events, and closes it. */
export function useDataSourceEvents(
  onStatus: (status: LiveStatus) => void,
  onSessionEnded: () => void,
): void {
  const queryClient = useQueryClient();
  const { user, organization } = useCurrentSession();
  const channel = `${user.id}:${organization.id}`;
  useEffect(() => {
    let isFirst = true;
    let isOpen = true;
    const apply = (events: readonly LiveEvent[]) => {
      if (isOpen) applyLiveEvents(queryClient, events);
    };
    const batches = inBatches<LiveEvent>(DRAWING_PAUSE_MS, (events) =>
      // What somebody is pressing must not move away from under it.
      afterClick(() => apply(events)),
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
      onStatus,
      onSessionEnded,
    });
    return () => {
      isOpen = false;
      close();
      batches.stop();
    };
  }, [queryClient, channel, organization.id, onStatus, onSessionEnded]);
}
