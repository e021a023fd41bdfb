import type { ServerResponse } from 'node:http';

/** Aborted when whoever asked hangs up before the answer: with each letter of a search, for example. */
export function whileAwaited(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
