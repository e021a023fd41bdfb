import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** The time between “send me no more” and closing the door. */
export type Drain = {
  isDraining: () => boolean;
  /**
   * From now on nothing new should come; waits `waitMs` for those who send it to notice. Then
   * connections that have asked for nothing are cut: a closing server waits for them, and browsers
   * open some in advance.
   */
  begin: (waitMs: number) => Promise<void>;
};

/** For who came through the door while it closed. */
const LAST_WORD_MS = 1_000;

/**
 * A server that closes its door at once refuses what a load balancer has just sent there. So it
 * says first, by its readiness, that it wants no more, and goes on answering for a while; every
 * answer asks for its connection to be given up.
 */
export function prepareDrain(server: Server): Drain {
  let isDraining = false;
  let isOver = false;
  const silent = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
    if (isOver) socket.setTimeout(LAST_WORD_MS, () => silent.has(socket) && socket.destroy());
  });
  server.prependListener('request', (request, response) => {
    silent.delete(request.socket);
    if (isDraining) response.setHeader('connection', 'close');
  });
  return {
    isDraining: () => isDraining,
    begin: async (waitMs) => {
      isDraining = true;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      isOver = true;
      for (const socket of silent) socket.destroy();
    },
  };
}
