import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { silentLog } from '@rita/platform/log';
import { openQueuePublisher, type QueuePublisher } from '@rita/platform/queue/publisher';
import { openTestQueue } from '@rita/test-kit';
import type { Browser, Page } from '../../e2e/browser.ts';
import { startApp } from '../live/app-process.ts';
import { signUp, type User } from '../live/sign-up.ts';
import { startServices } from '../services.ts';
import { type Line, percentile } from '../table.ts';
import { insertConnections, type Running } from './many-connections.ts';

const CONNECTIONS = 500;
const UPDATES_PER_SECOND = 100;
const UPDATE_SECONDS = 60;
const UPDATES = UPDATES_PER_SECOND * UPDATE_SECONDS;
/** For the empty page, and for the one with the connections. */
const SENT_TWICE = 2;
const DOCUMENTS = 1_000;
const WATCH = join(import.meta.dirname, 'watch-frames.js');
/** Copies have no listeners, no tree of React behind them, and their scripts do not run again. */
const WITHOUT_SCRIPT = `{
  const { documentElement } = document;
  documentElement.replaceWith(documentElement.cloneNode(true));
}`;
const SCROLL_PX_PER_SECOND = 4_000;
const BURST_MS = 50;
const EMPTY_MS = 10_000;
const LIMIT_MS = 60_000;
/** A frame less than the 60 of a screen: the first and the last one of a scroll are cut. */
const GOALS = { framesPerSecond: 59, frameMs: 50 };

/**
 * How long each frame took, in milliseconds. `empty`: of a page with nothing in it, on the same machine;
 * `beside`: the same while the servers apply updates that nobody looks at; `still`: scrolled through,
 * what the page shows, with nothing that runs in it.
 */
type Frames = Record<'empty' | 'beside' | 'still' | 'scrolling' | 'updated', number[]>;

/** What is promised of a page of 500 connections, beside an empty page and a picture of it. */
export async function benchFrames(browser: Browser): Promise<Line[]> {
  const { empty, beside, still, scrolling, updated } = await measureFrames(browser);
  const rate = perSecond(scrolling);
  return [
    {
      name: `frames a second, ${CONNECTIONS} connections scrolled through`,
      measured: rate.toFixed(1),
      floor: `${perSecond(empty).toFixed(1)} empty, ${perSecond(still).toFixed(1)} without script`,
      goal: `≥ ${GOALS.framesPerSecond}`,
      isKept: rate >= GOALS.framesPerSecond,
    },
    {
      name: `longest frame, ${UPDATES_PER_SECOND} updates a second for ${UPDATE_SECONDS} s`,
      measured: longest(updated),
      floor: longest(beside),
      goal: `≤ ${GOALS.frameMs} ms`,
      isKept: Math.max(...updated) <= GOALS.frameMs,
    },
  ];
}

function longest(frames: readonly number[]): string {
  const over = frames.filter((milliseconds) => milliseconds > GOALS.frameMs).length;
  const p99 = percentile(frames, 99).toFixed(0);
  return `${Math.max(...frames).toFixed(0)} ms (p99 ${p99} ms, ${over} over ${GOALS.frameMs})`;
}

function perSecond(frames: readonly number[]): number {
  return (frames.length * 1_000) / frames.reduce((sum, milliseconds) => sum + milliseconds, 0);
}

/**
 * A page of 500 connections, of which every second one is in a sync: while somebody scrolls through all of it,
 * and while status messages of those syncs come through the queue.
 */
async function measureFrames(browser: Browser): Promise<Frames> {
  const services = await startServices();
  const stops: (() => Promise<unknown>)[] = [services.stop];
  try {
    const queue = await openTestQueue(services.amqpUrl);
    stops.push(queue.close);
    await queue.declare();
    const app = await startApp(services, { queue: queue.name });
    stops.push(app.stop);
    const user = await signUp(app.url);
    const running = await insertConnections(services.databaseUrl, user, CONNECTIONS);
    const options = { url: services.amqpUrl, queue: queue.name, log: silentLog };
    const publisher = openQueuePublisher(options);
    stops.push(publisher.close);
    const updates = updatesOf(running);
    const empty = await measureEmpty(browser, () => wait(EMPTY_MS));
    const beside = await measureEmpty(browser, () => sendUpdates(publisher, updates));
    const page = await openMany(browser, app.url, user);
    stops.push(() => page.context().close());
    const scrolling = await framesWhile(page, () => scrollThrough(page));
    await page.evaluate('scrollTo(0, 0)');
    const updated = await framesWhile(page, () => sendUpdates(publisher, updates));
    await expectLastUpdates(page, running.length);
    await page.evaluate(WITHOUT_SCRIPT);
    const still = await framesWhile(page, () => scrollThrough(page));
    return { empty, beside, still, scrolling, updated };
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

/** What this machine and this browser make of nothing, while `work` is done beside it. */
async function measureEmpty(browser: Browser, work: () => Promise<void>): Promise<number[]> {
  const page = await browser.newPage();
  await page.addInitScript({ path: WATCH });
  await page.goto('about:blank');
  const frames = await framesWhile(page, work);
  await page.close();
  return frames;
}

async function openMany(browser: Browser, url: string, { cookie }: User): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const cookies = cookie.split('; ').map((one) => {
    const at = one.indexOf('=');
    return { name: one.slice(0, at), value: one.slice(at + 1), url };
  });
  await context.addCookies(cookies);
  const page = await context.newPage();
  await page.addInitScript({ path: WATCH });
  await page.goto(`${url}/data-sources`);
  await page
    .locator('article')
    .nth(CONNECTIONS - 1)
    .waitFor({ timeout: LIMIT_MS });
  await page.getByText('Live', { exact: true }).first().waitFor();
  // Other pages are loaded ahead when the page has rested.
  await page.waitForLoadState('networkidle').catch(() => {});
  return page;
}

async function framesWhile(page: Page, work: () => Promise<void>): Promise<number[]> {
  await page.evaluate('frames.start()');
  await work();
  return (await page.evaluate('frames.stop()')) as number[];
}

/** As a finger does it: the browser's own scrolling, not that of a script. */
async function scrollThrough(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const height = (await page.evaluate('document.documentElement.scrollHeight')) as number;
  await session.send('Input.synthesizeScrollGesture', {
    ...{ x: 800, y: 450, yDistance: -height, speed: SCROLL_PX_PER_SECOND },
    gestureSourceType: 'mouse',
  });
  await session.detach();
}

async function sendUpdates(publisher: QueuePublisher, updates: Iterator<string>): Promise<void> {
  const start = performance.now();
  for (let sent = 0; sent < UPDATES; ) {
    const due = Math.floor(((performance.now() - start) / 1000) * UPDATES_PER_SECOND);
    const bodies: string[] = [];
    for (; sent < Math.min(due, UPDATES); sent += 1) bodies.push(updates.next().value);
    await Promise.all(bodies.map((body) => publisher.publish(body, { messageId: randomUUID() })));
    await wait(BURST_MS);
  }
}

/** Without end, for each connection in turn, so that its count says how many of its messages there were. */
function* updatesOf(running: readonly Running[]): Generator<string, never> {
  for (let round = 1; ; round += 1) {
    for (const connection of running) {
      yield JSON.stringify({
        ...connection,
        ...{ type: 'sync', status: 'sync_progress', seq: round },
        ...{
          documents_processed: round * 10,
          documents_total: DOCUMENTS,
          heartbeat_seconds: 3_600,
        },
      });
    }
  }
}

/** Nothing was measured if the updates did not get to the page. */
async function expectLastUpdates(page: Page, running: number): Promise<void> {
  const rounds = (SENT_TWICE * UPDATES) / running;
  const last = `article:has-text("${rounds * 10} of 1,000")`;
  await page
    .locator(last)
    .nth(running - 1)
    .waitFor({ state: 'attached', timeout: LIMIT_MS });
}
