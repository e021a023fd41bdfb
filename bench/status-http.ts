import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Tables } from '@rita/api-server/platform/db/tables';
import type { RunStatusMessage } from '@rita/contracts';
import { type Database, openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { createWebhookSigner } from '@rita/platform/signed-webhook';
import { BENCH_LIMITS, drainMessages } from './drain.ts';
import { countWrongRows, expectRows } from './expected-rows.ts';
import { askOnce, type Request } from './list/ask-for.ts';
import { type AppProcess, BENCH_SECRETS, startApp } from './live/app-process.ts';
import { mixMessages } from './mixed-messages.ts';
import { optionOf } from './option-of.ts';
import { readConnections, seedConnections } from './seed-connections.ts';
import { type BenchServices, startServices } from './services.ts';
import { type Line, median, percentile, printTable } from './table.ts';

const SENDERS = 64;
const CONNECTIONS = 1_024;
const MESSAGES = 4_000;
const ROUNDS = 3;
const PACED = { perSecond: 500, messages: 2_500 };
const GOALS = { share: 0.5, p95Ms: 50 };

type Bench = { services: BenchServices; database: Database<Tables> };

/**
 * Signed `POST /api/connector/status` by 64 senders, each with connections of its own, beside one
 * consumer of the queue with the same messages; then 500 a second, and how long each is waited for.
 */
export async function benchStatusHttp(): Promise<boolean> {
  const services = await startServices();
  const url = services.databaseUrl;
  const database = await openDatabase<Tables>({ url, folder: '', log: silentLog });
  try {
    const bench = { services, database };
    const base = optionOf('--base');
    const lines = [...(await measureRates(bench, base)), await measurePaced(bench)];
    return printTable(lines);
  } finally {
    await database.close();
    await services.stop();
  }
}

async function measureRates(bench: Bench, base: string | undefined): Promise<Line[]> {
  const rates = { queue: [] as number[], http: [] as number[], base: [] as number[] };
  let wrong = 0;
  const apps = await startApps(bench, base);
  for (let round = 0; round <= ROUNDS; round += 1) {
    const queue = await measureQueue(bench);
    const http = await measureHttp(bench, apps.own);
    const older = apps.older === undefined ? undefined : await measureHttp(bench, apps.older);
    wrong += http.wrongRows;
    // The first one warms up.
    if (round === 0) continue;
    rates.queue.push(queue);
    rates.http.push(http.rate);
    if (older !== undefined) rates.base.push(older.rate);
  }
  await apps.stop();
  const share = median(rates.http) / median(rates.queue);
  const before = base === undefined ? '' : `; before: ${median(rates.base).toFixed(0)}/s`;
  return [
    {
      name: `status by HTTP, ${SENDERS} senders`,
      measured: `${median(rates.http).toFixed(0)}/s (${share.toFixed(2)})${before}`,
      floor: `${median(rates.queue).toFixed(0)}/s by the queue`,
      goal: `≥ ${GOALS.share} of the queue`,
      isKept: share >= GOALS.share,
    },
    { name: '  wrong rows', measured: `${wrong}`, floor: '', goal: '0', isKept: wrong === 0 },
  ];
}

/** Once each: Node compiles what it runs often. */
async function startApps({ services }: Bench, base: string | undefined) {
  const place = { ...services, amqpUrl: '' };
  const own = await startApp(place);
  const main = base === undefined ? undefined : join(base, 'packages/api-server/src/main.ts');
  const older = main === undefined ? undefined : await startApp(place, { main });
  const stop = async () => {
    await own.stop();
    await older?.stop();
  };
  return { own, older, stop };
}

async function measureQueue({ services, database }: Bench): Promise<number> {
  const messages = mixMessages(await seedConnections(database, CONNECTIONS), MESSAGES);
  return drainMessages(services, { database, messages });
}

async function measureHttp(
  { database }: Bench,
  app: AppProcess,
): Promise<{ rate: number; wrongRows: number }> {
  const rows = await seedConnections(database, CONNECTIONS);
  const messages = mixMessages(rows, MESSAGES);
  const agent = new Agent({ keepAlive: true, maxSockets: SENDERS });
  const ofSenders = Object.values(Object.groupBy(messages, (_, at) => at % SENDERS));
  const requests = ofSenders.map((own = []) => own.map((one) => requestOf(app.url, one)));
  const startedAt = performance.now();
  await Promise.all(
    requests.map(async (own) => {
      for (const request of own) await askOnce(request, agent);
    }),
  );
  const rate = (MESSAGES * 1_000) / (performance.now() - startedAt);
  agent.destroy();
  const expected = expectRows(rows, messages, BENCH_LIMITS);
  return { rate, wrongRows: countWrongRows(expected, await readConnections(database)) };
}

/** Sent when it is time, whether or not those before were answered. */
async function measurePaced({ services, database }: Bench): Promise<Line> {
  const messages = mixMessages(await seedConnections(database, CONNECTIONS), PACED.messages * 2);
  const app = await startApp({ ...services, amqpUrl: '' });
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  const send = async (request: Request) => {
    const sentAt = performance.now();
    await askOnce(request, agent);
    times.push(performance.now() - sentAt);
  };
  try {
    const requests = messages.map((one) => requestOf(app.url, one));
    const startedAt = performance.now();
    const answers: Promise<void>[] = [];
    for (const [at, request] of requests.entries()) {
      const dueAt = startedAt + (at * 1_000) / PACED.perSecond;
      if (performance.now() < dueAt) await wait(dueAt - performance.now());
      answers.push(send(request));
    }
    await Promise.all(answers);
    // The first half warms up.
    const counted = times.slice(PACED.messages);
    const p95 = percentile(counted, 95);
    return {
      name: `status by HTTP, ${PACED.perSecond} a second`,
      measured: `p50 ${percentile(counted, 50).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
      floor: '',
      goal: `p95 ≤ ${GOALS.p95Ms} ms`,
      isKept: p95 <= GOALS.p95Ms,
    };
  } finally {
    agent.destroy();
    await app.stop();
  }
}

const signer = createWebhookSigner(BENCH_SECRETS.CONNECTOR_WEBHOOK_SECRET);

function requestOf(app: string, message: RunStatusMessage): Request {
  const body = JSON.stringify(message);
  const signed = signer.sign({ id: `msg_${randomUUID()}`, body });
  return {
    url: `${app}/api/connector/status`,
    headers: { 'content-type': 'application/json', ...signed },
    body,
  };
}
