import type { Visitor } from './visitor.ts';

/** What became of requests, by their status, and the whole text of each stream that ended. */
export type Load = { statuses: Map<string, number>; streams: string[] };

/** Readers, writers and streams that do not stop when something fails. */
export function startLoad(visitor: Visitor) {
  const statuses = new Map<string, number>();
  const streams: string[] = [];
  const stopped = new AbortController();
  const count = (status: string) => statuses.set(status, (statuses.get(status) ?? 0) + 1);

  async function repeat(method: string, path: string): Promise<void> {
    while (!stopped.signal.aborted) {
      const answer = visitor.ask(method, path);
      count(await answer.then(({ status }) => String(status)).catch((error) => String(error)));
    }
  }
  const requests = [
    repeat('GET', '/api/data-sources'),
    repeat('GET', '/api/session'),
    repeat('POST', '/api/data-sources/seed'),
    repeat('POST', '/api/data-sources/seed'),
  ];
  const readers = Array.from({ length: 4 }, () =>
    visitor
      .followEvents((frames) => streams.push(frames), stopped.signal)
      .catch((error) => count(`stream: ${error}`)),
  );
  return {
    stop: async (): Promise<Load> => {
      stopped.abort();
      await Promise.all([...requests, ...readers]);
      return { statuses, streams };
    },
  };
}

/** Webhooks without a signature, one after another. */
export function startSending(url: string) {
  const answers: string[] = [];
  let isStopped = false;
  const sending = (async () => {
    while (!isStopped) {
      const headers = { 'content-type': 'application/json' };
      const sent = fetch(url, { method: 'POST', headers, body: '{}' });
      answers.push(await sent.then(({ status }) => String(status)).catch(String));
    }
  })();
  return {
    stop: async () => {
      isStopped = true;
      await sending;
      return answers;
    },
  };
}
