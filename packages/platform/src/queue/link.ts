import { setTimeout as wait } from 'node:timers/promises';
import { type Channel, Connection } from 'rabbitmq-client';

/** One connection to the broker, until it is lost. It never comes back; a new one is opened. */
export type QueueLink = {
  openChannel: () => Promise<Channel>;
  /** Called when the broker takes no more messages (memory or disk alarm), and when it does again. */
  onBlocked: (tell: (isBlocked: boolean) => void) => void;
  /** Resolves with the cause. Never rejects. */
  lost: Promise<unknown>;
  /** Ends the link for this cause. */
  lose: (cause: unknown) => void;
  /** Sends what is still to be sent, then closes; takes at most two seconds. */
  close: () => Promise<void>;
};

/** Why a session with the broker ended, where we found it out ourselves. */
export class QueueLinkError extends Error {
  readonly code: string;
  constructor(code: string, options?: ErrorOptions) {
    super(`queue link: ${code}`, options);
    this.name = 'QueueLinkError';
    this.code = code;
  }
}

const CONNECT_LIMIT_MS = 3_000;
const CLOSE_LIMIT_MS = 2_000;
/** The client gives up after four silent half-intervals, so a half-open link is lost within 12.5 s. */
const HEARTBEAT_S = 5;

/**
 * Opens one connection. The client's own reconnecting is not used: it retries in silence what
 * the broker refuses, so we open a new connection ourselves and know why each one ended.
 *
 * @param options.name shown to the operator in the broker's list of connections
 * @throws what the client says, within three seconds
 */
export async function openQueueLink(options: { url: string; name: string }): Promise<QueueLink> {
  const connection = new Connection({
    url: options.url,
    connectionName: options.name,
    heartbeat: HEARTBEAT_S,
    noDelay: true,
    connectionTimeout: CONNECT_LIMIT_MS,
    acquireTimeout: CONNECT_LIMIT_MS,
    frameMax: 128 * 1024,
  });
  const { promise: lost, resolve } = Promise.withResolvers<unknown>();
  const lose = (cause: unknown) => {
    connection.unsafeDestroy();
    resolve(cause);
  };
  connection.on('error', lose);
  const isOpen = await Promise.race([
    new Promise<true>((done) => connection.on('connection', () => done(true))),
    lost.then(() => false),
  ]);
  if (!isOpen) throw await lost;
  return linkOver(connection, { lost, lose });
}

function linkOver(
  connection: Connection,
  { lost, lose }: Pick<QueueLink, 'lost' | 'lose'>,
): QueueLink {
  const channels = new Set<Channel>();
  let isClosing = false;
  return {
    openChannel: async () => {
      const channel = await connection.acquire({ emitErrorsFromChannel: true });
      channels.add(channel);
      // Whatever closes a channel ends the session: half a session is nobody's friend.
      channel.on('error', lose);
      channel.on('close', () => {
        if (!isClosing) lose(new QueueLinkError('channel_closed'));
      });
      return channel;
    },
    onBlocked: (tell) => {
      connection.on('connection.blocked', () => tell(true));
      connection.on('connection.unblocked', () => tell(false));
    },
    lost,
    lose,
    close: async () => {
      isClosing = true;
      const closing = async () => {
        await Promise.all([...channels].map((channel) => channel.close()));
        await connection.close();
      };
      const limit = new AbortController();
      const late = wait(CLOSE_LIMIT_MS, undefined, { signal: limit.signal }).catch(() => {});
      await Promise.race([closing().catch(() => {}), late, lost]);
      limit.abort();
      lose(new QueueLinkError('closed'));
    },
  };
}
