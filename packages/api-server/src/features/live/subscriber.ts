import { type DataSourceConnection, type LiveEvent, mayWrite, type Role } from '@rita/contracts';
import type { Principal } from '../../platform/http/principal.ts';
import { shownTo } from '../data-sources/shown-connection.ts';
import { type LiveStream, toFrame } from './live-stream.ts';

/** What changed about one connection: the row as it is now, or null when it is gone. */
export type Change = { id: string; connection: DataSourceConnection | null };

/** A stream with what it has been told so far. */
export type Subscriber = {
  principal: Principal;
  stream: LiveStream;
  /** Asks again who this is; undefined when the session or the membership is over. */
  recheck: () => Promise<Principal | undefined>;
  /** Tells a change, unless the browser has a newer version already. Kept while it is on hold. */
  tell: (change: Change, frames: FrameCache) => void;
  /** Nothing is told until the next snapshot. */
  hold: () => void;
  /** Replaces all that the browser has, then tells what came meanwhile. */
  sendSnapshot: (connections: readonly DataSourceConnection[]) => void;
};

/** Frames of one round of changes, made once for all streams to those who see the same. */
export type FrameCache = Map<string, Buffer>;

export function createSubscriber(
  principal: Principal,
  stream: LiveStream,
  recheck: Subscriber['recheck'],
): Subscriber {
  const versions = new Map<string, number>();
  let waiting: Map<string, Change> | undefined = new Map();

  function tell(change: Change, frames: FrameCache): void {
    if (waiting !== undefined) {
      waiting.set(change.id, change);
      return;
    }
    const version = change.connection?.version ?? Number.POSITIVE_INFINITY;
    if (version <= (versions.get(change.id) ?? 0)) return;
    versions.set(change.id, version);
    stream.write(frameOf(change, principal.role, frames));
  }

  return {
    principal,
    stream,
    recheck,
    tell,
    hold: () => {
      waiting ??= new Map();
    },
    sendSnapshot: (connections) => {
      versions.clear();
      for (const { id, version } of connections) versions.set(id, version);
      const timestamp = new Date().toISOString();
      const data = {
        timestamp,
        organization_id: principal.organizationId,
        data_sources: connections.map((one) => shownTo(principal.role, one)),
      };
      stream.send({ name: 'snapshot', data });
      const missed = [...(waiting?.values() ?? [])];
      waiting = undefined;
      for (const change of missed) tell(change, new Map());
    },
  };
}

function frameOf({ id, connection }: Change, role: Role, frames: FrameCache): Buffer {
  const key = `${id} ${mayWrite(role)}`;
  const known = frames.get(key);
  if (known !== undefined) return known;
  const event = eventOf({ id, connection: connection && shownTo(role, connection) });
  const frame = Buffer.from(toFrame(event));
  frames.set(key, frame);
  return frame;
}

function eventOf({ id, connection }: Change): LiveEvent {
  const timestamp = new Date().toISOString();
  if (connection === null) {
    return { name: 'data_source_deleted', data: { connection_id: id, timestamp } };
  }
  return {
    name: 'data_source_update',
    data: { ...connection, connection_id: id, connection_type: connection.type, timestamp },
  };
}
