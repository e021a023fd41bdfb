import type { ServerResponse } from 'node:http';
import {
  createMcpHandler,
  InMemoryServerEventBus,
  type McpHttpHandler,
  type ServerEventBus,
} from '@modelcontextprotocol/server';
import type { Database } from '@rita/platform/database';
import type { Listener } from '@rita/platform/listen';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { readNotification } from '../live/listen.ts';
import { CHANGED_CHANNEL, parseAnnouncement } from '../runs/announce.ts';
import { createMcpServer } from './create-mcp-server.ts';
import type { McpCaller, McpDeps } from './mcp-caller.ts';
import { type WatchedDocuments, watchDocuments } from './watch-documents.ts';

const ENDED_CHANNEL = 'program_ended';
/** Many steps of a sync are one change to whoever listens. */
const SETTLE_MS = 500;
/** Finds tokens that ran out by themselves, which nothing notifies of. */
const RECHECK_MS = 20_000;
const MOST_PER_PROGRAM = 5;
const MOST_IN_ALL = 1_000;

type Recheck = () => Promise<Principal | undefined>;

type Stream = {
  handler: McpHttpHandler;
  principal: Principal;
  /** Asks again who listens. */
  recheck: Recheck;
  /** What the organization's documents were like when it was told last. */
  told: string | undefined;
  watched: WatchedDocuments;
  /** One look at its documents follows the other. */
  looked: Promise<void>;
  /** Whether what is told is heard already. */
  isHeard: boolean;
};

export type Subscriptions = {
  /**
   * A handler for one `subscriptions/listen`; it is closed when that answer is over.
   *
   * @param asked.addresses of documents to be told of
   */
  open: (
    caller: McpCaller,
    asked: { recheck: Recheck; response: ServerResponse; addresses: readonly string[] },
  ) => Promise<McpHttpHandler>;
  close: () => Promise<void>;
};

/**
 * Streams that tell of changed documents. Each has a bus of its own: what happens in one organization
 * is never heard in another, and the end of a key or an assistant ends its streams and no others.
 */
export async function createSubscriptions(
  deps: McpDeps & { database: Pick<Database<Tables>, 'listen'> },
): Promise<Subscriptions> {
  const streams = new Set<Stream>();
  const waiting = new Map<string, NodeJS.Timeout>();

  async function end(stream: Stream): Promise<void> {
    if (streams.delete(stream)) await stream.handler.close();
  }

  function endWhere(isMeant: (stream: Stream) => boolean): void {
    for (const stream of [...streams]) if (isMeant(stream)) void end(stream);
  }

  function announce(organizationId: string): void {
    const isHeard = [...streams].some((one) => one.principal.organizationId === organizationId);
    if (!isHeard || waiting.has(organizationId)) return;
    const timer = setTimeout(() => {
      waiting.delete(organizationId);
      void tell(organizationId).catch((err: unknown) => {
        deps.log.error({ err }, 'assistants could not be told of a change');
        endWhere(({ principal }) => principal.organizationId === organizationId);
      });
    }, SETTLE_MS);
    waiting.set(organizationId, timer);
  }

  async function tell(organizationId: string): Promise<void> {
    const now = await stateOf(deps, organizationId);
    for (const stream of streams) {
      if (stream.principal.organizationId !== organizationId || stream.told === now) continue;
      // Whoever does not listen yet is told when they do.
      if (!stream.isHeard) continue;
      stream.told = now;
      stream.handler.notify.resourcesChanged();
      tellOfDocuments(stream);
    }
  }

  function tellOfDocuments(stream: Stream): void {
    stream.looked = stream.looked
      .then(() => lookAtDocuments(stream))
      .catch((err: unknown) => deps.log.error({ err }, 'watched documents could not be looked at'));
  }

  /** As the person who listens may read them now. */
  async function lookAtDocuments(stream: Stream): Promise<void> {
    const principal = await stream.recheck();
    if (principal === undefined) return end(stream);
    const changed = await stream.watched.takeChanged(principal);
    for (const address of changed) stream.handler.notify.resourceUpdated(address);
  }

  async function recheckAll(): Promise<void> {
    for (const stream of [...streams]) {
      const now = await stream.recheck().catch(() => undefined);
      if (now === undefined) await end(stream);
      else if (stream.watched.isBehind()) tellOfDocuments(stream);
    }
  }

  const stops = await listenToBoth(deps.database, {
    [CHANGED_CHANNEL]: {
      onNotification: (payload) => {
        const changed = readNotification(parseAnnouncement, payload, deps.log)?.changed ?? [];
        for (const id of new Set(changed.map(([organizationId]) => organizationId))) announce(id);
      },
      // What was missed is not known: whoever listens comes back and looks.
      onReconnected: () => endWhere(() => true),
    },
    [ENDED_CHANNEL]: {
      onNotification: (id) => endWhere(({ principal }) => principal.program?.id === id),
      onReconnected: () => endWhere(() => true),
    },
  });
  const timer = setInterval(() => void recheckAll(), RECHECK_MS);

  return {
    async open(caller, { recheck, response, addresses }) {
      const { principal } = caller;
      const ofProgram = [...streams].filter(
        (one) => one.principal.program?.id === principal.program?.id,
      );
      if (ofProgram.length >= MOST_PER_PROGRAM || streams.size >= MOST_IN_ALL) {
        throw new ProblemError('too_many_streams', { retryAfterSeconds: 30 });
      }
      const watched = watchDocuments(deps, caller, addresses);
      const handler = createMcpHandler(({ era }) => createMcpServer(deps, caller, { era }), {
        maxSubscriptions: 1,
        bus: createBus(() => {
          stream.isHeard = true;
          announce(principal.organizationId);
        }),
      });
      const stream: Stream = {
        ...{ handler, principal, recheck, watched },
        ...{ told: undefined, isHeard: false, looked: Promise.resolve() },
      };
      streams.add(stream);
      response.once('close', () => void end(stream));
      stream.told = await stateOf(deps, principal.organizationId);
      await watched.takeChanged(principal);
      // Ended between the look at the token and the first word.
      if ((await recheck()) === undefined) {
        await end(stream);
        throw new ProblemError('unauthenticated');
      }
      return handler;
    },
    async close() {
      clearInterval(timer);
      for (const pending of waiting.values()) clearTimeout(pending);
      for (const stop of stops) await stop();
      await Promise.all([...streams].map(end));
    },
  };
}

/** Both or none: whoever comes next tries again. */
async function listenToBoth(
  database: Pick<Database<Tables>, 'listen'>,
  listeners: Record<string, Listener>,
): Promise<(() => Promise<void>)[]> {
  const stops: (() => Promise<void>)[] = [];
  try {
    for (const [channel, listener] of Object.entries(listeners)) {
      stops.push(await database.listen(channel, listener));
    }
  } catch (error) {
    for (const stop of stops) await stop();
    throw error;
  }
  return stops;
}

/** What is told before somebody listens would be lost. */
function createBus(onHeard: () => void): ServerEventBus {
  const bus = new InMemoryServerEventBus();
  return {
    publish: (event) => bus.publish(event),
    subscribe(listener) {
      const stop = bus.subscribe(listener);
      onHeard();
      return stop;
    },
  };
}

/** Changes when documents of the organization may have: after a sync, or a reading of permissions. */
async function stateOf({ readSources }: McpDeps, organizationId: string): Promise<string> {
  const sources = await readSources(organizationId);
  return JSON.stringify(
    [...sources.values()].map((row) => [
      ...[row.id, row.enabled, row.last_sync_status, row.last_sync_at],
      ...[row.mode, row.last_checked_at],
    ]),
  );
}
