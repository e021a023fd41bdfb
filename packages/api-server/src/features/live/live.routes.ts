import type { OutgoingHttpHeaders } from 'node:http';
import { streamEvents } from '@rita/contracts';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { mount } from '../../platform/http/mount.ts';
import { ProblemError } from '../../platform/http/problems.ts';
import type { Hub } from './hub.ts';
import { openLiveStream, retryFrame } from './live-stream.ts';
import { createSubscriber } from './subscriber.ts';

const KEEP_ALIVE_MS = 15_000;
/** Finds sessions that ran out by themselves, which nothing notifies of. */
const RECHECK_MS = 30_000;

/** A browser that is refused comes back by itself; by then another may have gone. */
const RETRY_AFTER_SECONDS = 30;

/**
 * `GET /api/events`. Streams are ended before the server closes, which else would wait for them for
 * ever. Of one person, the newest beyond the limit is refused rather than the oldest ended: ended
 * ones come back, and would push out the next, for ever.
 */
export function registerLive(
  app: FastifyInstance,
  { hub, streamsPerPerson }: { hub: Hub; streamsPerPerson: number },
): void {
  const timers = [
    setInterval(() => hub.keepAlive(), KEEP_ALIVE_MS),
    setInterval(() => void hub.recheckEverybody(), RECHECK_MS),
  ];
  app.addHook('preClose', async () => {
    for (const timer of timers) clearInterval(timer);
    hub.close();
  });

  mount(
    app,
    streamEvents,
  )(async ({ principal, request, reply }) => {
    if (hub.countOf(principal.userId) >= streamsPerPerson) {
      throw new ProblemError('too_many_streams', { retryAfterSeconds: RETRY_AFTER_SECONDS });
    }
    reply.hijack();
    startResponse(reply);
    const stream = openLiveStream(reply.raw);
    const subscriber = createSubscriber(principal, stream, () => app.authenticate(request));
    reply.raw.on('close', () => hub.remove(subscriber));
    hub.add(subscriber);
    return reply;
  });
}

/** The first byte goes out at once, so that a proxy which waits for one passes the stream on. */
function startResponse(reply: FastifyReply): void {
  const { raw } = reply;
  // Given together: set one by one, Node would keep them beside the head while the response is open.
  raw.writeHead(200, {
    ...(reply.getHeaders() as OutgoingHttpHeaders),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    // nginx holds answers back otherwise.
    'x-accel-buffering': 'no',
  });
  raw.socket?.setNoDelay(true);
  // Node keeps the text of the headers while the response is open. Joined with a frame it stays in the
  // hundred pieces that it was made of, 3 KB; sent by itself, in one packet with the frame, it becomes one.
  raw.socket?.cork();
  raw.flushHeaders();
  raw.write(retryFrame());
  raw.socket?.uncork();
}
