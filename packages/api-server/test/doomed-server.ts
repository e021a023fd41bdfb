import { subscribe } from 'node:diagnostics_channel';
import { createLog } from '@rita/platform/log';
import { stopOnSignal } from '@rita/platform/stop-on-signal';
import pg from 'pg';
import { readApiEnv } from '../src/env.ts';
import { startApiServer } from '../src/server.ts';
import type { Doom } from './doomed-process.ts';

// A process of the app that dies where its parent says. The points lie in the two things through
// which it reaches the world, the clients of the database and of HTTP, so that the app knows of none.
let doom: Doom | undefined;
const die = () => process.kill(process.pid, 'SIGKILL');

const HOG: unknown[] = [];
const AT_ONCE: Partial<Record<Doom, () => void>> = {
  rejection: () => void Promise.reject(new Error('nobody catches this')),
  out_of_memory: () => {
    for (;;) HOG.push(new Array(1_000_000).fill(HOG.length));
  },
  blocked: () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 21_000),
};

process.on('message', (wanted: Doom) => {
  doom = wanted;
  process.send?.('armed', () => AT_ONCE[wanted]?.());
});

/** Connections whose transaction changed something that the audit log tells of. */
const changing = new WeakSet<pg.Client>();
const query = pg.Client.prototype.query as (...given: unknown[]) => Promise<unknown>;
pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
  const text = textOf(given[0]);
  if (text.includes('insert into audit_events')) changing.add(this);
  const isCommit = text === 'commit' && changing.has(this);
  if (text === 'commit' || text === 'rollback') changing.delete(this);
  if (isCommit && doom === 'before_commit') die();
  const answer = query.apply(this, given);
  // Whoever waits for the commit hears of it later than this.
  if (isCommit && doom === 'after_commit') void answer.then(die);
  return answer;
} as typeof query as typeof pg.Client.prototype.query;

function textOf(given: unknown): string {
  return typeof given === 'string' ? given : String((given as { text?: unknown })?.text ?? '');
}

// Of all that the app sends, only webhooks go by this client.
subscribe('http.client.response.finish', () => {
  if (doom === 'after_answer') die();
});

const env = readApiEnv();
const log = createLog({ service: 'api-server', level: env.LOG_LEVEL });
const server = await startApiServer({ env, log });
stopOnSignal({
  close: async () => {
    await server.drain();
    await server.close();
  },
  log,
});
process.send?.({ url: server.url });
