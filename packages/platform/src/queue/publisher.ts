import type { Channel } from 'rabbitmq-client';
import type { Log } from '../log.ts';
import { openQueueLink, type QueueLink } from './link.ts';
import { aborted, codeOf, createQueueStatus, readRefusal, repeatSessions } from './session.ts';

export type PublisherStatus = 'connected' | 'connecting' | 'blocked' | 'refused';

export type QueuePublisher = {
  /**
   * Resolves when the broker has taken responsibility for the message.
   *
   * @param body UTF-8 text or bytes
   * @throws PublishError; the message may nevertheless have arrived when it is `unconfirmed`,
   *   `blocked` or `aborted`
   */
  publish: (body: string | Buffer, options: PublishOptions) => Promise<void>;
  state: () => { status: PublisherStatus; reason?: string; waiting: number };
  /** What is on its way is given up as `closed`. */
  close: () => Promise<void>;
};

export type PublishOptions = {
  /** The same when a message is sent again. */
  messageId: string;
  headers?: Record<string, string | number>;
  /** Another queue than the publisher's own, which is not declared by it. */
  to?: string;
  signal?: AbortSignal | undefined;
};

/**
 * - `unavailable`: no broker within the limit · `refused`: the broker does not let us
 * - `blocked`: the broker is short of memory or disk · `unconfirmed`: sent, no answer in time
 * - `returned`: the queue is not there · `busy`: too many wait already
 */
export type PublishFailure =
  | 'aborted'
  | 'blocked'
  | 'busy'
  | 'closed'
  | 'refused'
  | 'returned'
  | 'unavailable'
  | 'unconfirmed';

export class PublishError extends Error {
  readonly code: PublishFailure;
  constructor(code: PublishFailure, options?: ErrorOptions) {
    super(`message not published: ${code}`, options);
    this.name = 'PublishError';
    this.code = code;
  }
}

type Session = { link: QueueLink; channel: Channel; returned: Set<string>; isBlocked: boolean };

/**
 * Publishes to one queue over a connection of its own, persistent, confirmed and mandatory. The
 * queue is declared durable without arguments. Nothing is buffered beyond `maxWaiting` messages:
 * whoever publishes keeps his message until it is confirmed.
 */
export function openQueuePublisher(options: {
  url: string;
  queue: string;
  log: Log;
  limitMs?: number;
  maxWaiting?: number;
}): QueuePublisher {
  const { queue, log, limitMs = 5_000, maxWaiting = 2_000 } = options;
  const stopping = new AbortController();
  const status = createQueueStatus<PublisherStatus>({
    first: 'connecting',
    good: ['connected'],
    queue,
    log,
  });
  const session = createGate<Session>();
  let waiting = 0;

  async function run(established: () => void) {
    let link: QueueLink | undefined;
    try {
      link = await openQueueLink({ url: options.url, name: `rita publishes to ${queue}` });
      const opened = await openSession(link, queue);
      established();
      status.set('connected');
      link.onBlocked((isBlocked) => {
        opened.isBlocked = isBlocked;
        status.set(isBlocked ? 'blocked' : 'connected', isBlocked ? ALARM : undefined);
        if (isBlocked) session.shut();
        else session.open(opened);
      });
      session.open(opened);
      const cause = await Promise.race([link.lost, aborted(stopping.signal)]);
      if (!stopping.signal.aborted) throw cause;
    } catch (err) {
      session.shut();
      if (stopping.signal.aborted) return;
      const refusal = readRefusal(err);
      status.set(refusal ? 'refused' : 'connecting', { reason: refusal ?? codeOf(err), err });
    } finally {
      await link?.close();
    }
  }

  async function send(body: string | Buffer, request: PublishOptions) {
    const limit = AbortSignal.timeout(limitMs);
    const signals = [limit, stopping.signal, ...(request.signal ? [request.signal] : [])];
    const end = aborted(AbortSignal.any(signals));
    const failure = (otherwise: PublishFailure): PublishError => {
      if (stopping.signal.aborted) return new PublishError('closed');
      if (request.signal?.aborted) return new PublishError('aborted');
      const now = status.get().status;
      const isKnown = now === 'blocked' || now === 'refused';
      return new PublishError(isKnown ? now : otherwise);
    };
    const current = await Promise.race([session.opened(), end]);
    if (!current) throw failure('unavailable');
    const confirmed = publishOn(current, { queue, body, request });
    const answer = await Promise.race([confirmed.then(() => 'confirmed' as const), end]);
    if (answer === 'confirmed') return;
    confirmed.catch(() => {});
    // A link that answers nothing is not used again; one that is blocked says so and may recover.
    if (limit.aborted && !current.isBlocked) current.link.lose(new PublishError('unconfirmed'));
    throw failure('unconfirmed');
  }

  const ended = repeatSessions({ stop: stopping.signal, run });
  return {
    publish: async (body, request) => {
      if (stopping.signal.aborted) throw new PublishError('closed');
      if (request.signal?.aborted) throw new PublishError('aborted');
      if (waiting >= maxWaiting) throw new PublishError('busy');
      waiting += 1;
      try {
        await send(body, request);
      } finally {
        waiting -= 1;
      }
    },
    state: () => ({ ...status.get(), waiting }),
    close: async () => {
      stopping.abort();
      await ended;
    },
  };
}

/** Something to wait for that comes and goes. */
function createGate<T>() {
  let current = Promise.withResolvers<T>();
  let isOpen = false;
  return {
    opened: () => current.promise,
    open: (value: T) => {
      isOpen = true;
      current.resolve(value);
    },
    shut: () => {
      if (isOpen) current = Promise.withResolvers<T>();
      isOpen = false;
    },
  };
}

const ALARM = { reason: 'broker_short_of_memory_or_disk' };

async function openSession(link: QueueLink, queue: string): Promise<Session> {
  const channel = await link.openChannel();
  await channel.queueDeclare({ queue, durable: true });
  await channel.confirmSelect();
  const returned = new Set<string>();
  channel.on('basic.return', ({ messageId }) => returned.add(messageId ?? ''));
  return { link, channel, returned, isBlocked: false };
}

async function publishOn(
  { link, channel, returned }: Session,
  { queue, body, request }: { queue: string; body: string | Buffer; request: PublishOptions },
): Promise<void> {
  const { messageId, headers = {}, to = queue } = request;
  const envelope = {
    routingKey: to,
    durable: true,
    mandatory: true,
    messageId,
    headers,
    contentType: 'application/json',
  };
  try {
    await channel.basicPublish(envelope, Buffer.isBuffer(body) ? body : Buffer.from(body));
  } catch (cause) {
    throw new PublishError('unconfirmed', { cause });
  }
  // The client tells of a return in the next turn, after the confirm that follows it on the wire.
  await new Promise(setImmediate);
  if (!returned.delete(messageId)) return;
  // The next session declares the queue again.
  link.lose(new PublishError('returned'));
  throw new PublishError('returned');
}
