import type { Server } from 'node:http';

/** The time between “send me no more” and closing the door. */
export type Drain = {
  isDraining: () => boolean;
  /** From now on nothing new should come; waits `waitMs` for those who send it to notice. */
  begin: (waitMs: number) => Promise<void>;
};

/**
 * A server that closes its door at once refuses what a load balancer has just sent there. So it
 * says first, by its readiness, that it wants no more, and goes on answering for a while; every
 * answer asks for its connection to be given up.
 */
export function prepareDrain(server: Server): Drain {
  let isDraining = false;
  server.prependListener('request', (_request, response) => {
    if (isDraining) response.setHeader('connection', 'close');
  });
  return {
    isDraining: () => isDraining,
    begin: async (waitMs) => {
      isDraining = true;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    },
  };
}
