import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type Browser, launchBrowser } from '../e2e/browser.ts';
import { startEmbeddedStack } from '../e2e/stack.ts';
import { optionOf } from './option-of.ts';
import { type Click, measureClicks } from './page/clicks.ts';
import { connectSample } from './page/connect-sample.ts';
import { benchFrames } from './page/frames.ts';
import { type Load, measureLoad } from './page/load.ts';
import { type Line, median, printTable } from './table.ts';

const ROOT = join(import.meta.dirname, '..');
const ROUNDS = 5;
const SLOWNESS = 4;

type Measured = { loads: Load[]; slowLoads: Load[]; clicks: Click[]; slowClicks: Click[] };

/**
 * The page Data sources of the built client, in Chromium, signed in, with nothing in the browser's
 * cache; beside that of another checkout with `--base /path/to/checkout`, which has to be built. After that,
 * or alone with `--only frames`, the same page with five hundred connections.
 */
export async function benchPage(): Promise<boolean> {
  const base = optionOf('--base');
  // Only what changed: a build that is older than the sources would be measured without a word.
  execFileSync(process.execPath, [join(ROOT, 'scripts/build-client.ts')], { stdio: 'inherit' });
  const browser = await launchBrowser();
  try {
    if (optionOf('--only') === 'frames') return printTable(await benchFrames(browser));
    const theirs = base === undefined ? undefined : await measure(browser, base);
    const lines = linesOf(await measure(browser, ROOT), theirs);
    return printTable([...lines, ...(await benchFrames(browser))]);
  } finally {
    await browser.close();
  }
}

async function measure(browser: Browser, checkout: string): Promise<Measured> {
  const stack = await startEmbeddedStack([], checkout);
  try {
    const visit = { url: stack.url, person: await connectSample(browser, stack), slowness: 1 };
    const slowVisit = { ...visit, slowness: SLOWNESS };
    const loads: Load[] = [];
    const slowLoads: Load[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      loads.push(await measureLoad(browser, visit));
      slowLoads.push(await measureLoad(browser, slowVisit));
    }
    const clicks = await measureClicks(browser, visit, ROUNDS);
    const slowClicks = await measureClicks(browser, slowVisit, ROUNDS);
    return { loads, slowLoads, clicks, slowClicks };
  } finally {
    await stack.close();
  }
}

/** What is measured, out of what, and what it may be at most. */
const FIGURES: { name: string; unit: string; goal: number; of: (all: Measured) => number[] }[] = [
  {
    name: 'compressed script',
    unit: ' KB',
    goal: 170,
    of: ({ loads }) => loads.map(({ scriptBytes }) => scriptBytes / 1000),
  },
  {
    name: 'requests',
    unit: '',
    goal: 20,
    of: ({ loads }) => loads.map(({ requests }) => requests),
  },
  {
    name: 'skeleton',
    unit: ' ms',
    goal: 300,
    of: ({ loads }) => loads.map(({ frameMs }) => frameMs),
  },
  {
    name: `LCP, processor ${SLOWNESS} × slower`,
    unit: ' ms',
    goal: 1500,
    of: ({ slowLoads }) => slowLoads.map(({ lcpMs }) => lcpMs),
  },
  {
    name: `INP of a click on Sync, ${SLOWNESS} × slower`,
    unit: ' ms',
    goal: 100,
    of: ({ slowClicks }) => slowClicks.map(({ inpMs }) => inpMs),
  },
  {
    name: 'click on Sync → Syncing',
    unit: ' ms',
    goal: 100,
    of: ({ clicks }) => clicks.map(({ hereMs }) => hereMs),
  },
  {
    name: '→ Syncing in a second browser',
    unit: ' ms',
    goal: 150,
    of: ({ clicks }) => clicks.map(({ elsewhereMs }) => elsewhereMs),
  },
];

function linesOf(ours: Measured, theirs: Measured | undefined): Line[] {
  return FIGURES.map(({ name, unit, goal, of }) => {
    const show = (value: number) => `${Math.round(value * 10) / 10}${unit}`;
    const measured = median(of(ours));
    return {
      name,
      measured: show(measured),
      floor: theirs === undefined ? '' : show(median(of(theirs))),
      goal: `≤ ${show(goal)}`,
      isKept: measured <= goal,
    };
  });
}
