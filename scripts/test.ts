import { mkdir } from 'node:fs/promises';
import { constants } from 'node:os';
import { parseArgs } from 'node:util';
import { findChromium } from './services/chromium.ts';
import { startPostgres } from './services/postgres.ts';
import type { Service } from './services/service.ts';
import { endLeftOvers, markRun } from './testing/left-over.ts';
import { endRunningSteps, runStep } from './testing/run-step.ts';
import type { Step, StepEnv, StepResult } from './testing/step.ts';
import { listSteps, REPORTS } from './testing/steps.ts';

const PARTS = ['static', 'unit', 'db', 'e2e'] as const;
/** Static checks side by side: two cores is what a small machine has. */
const SIDE_BY_SIDE = 2;

const say = (text: string) => process.stdout.write(`${text}\n`);
const results: StepResult[] = [];
const services: Service[] = [];
let ending: Promise<void> | undefined;

await main();

async function main(): Promise<void> {
  const startedAt = performance.now();
  const steps = chooseSteps();
  markRun();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void interrupt(signal));
  }
  await mkdir(REPORTS, { recursive: true });

  const quick = steps.filter((step) => !step.heavy);
  const heavy = steps.filter((step) => step.heavy);
  const env: StepEnv = {};
  await runSideBySide(quick);
  for (const step of heavy) {
    if (await prepare(step, env)) report(await runStep(step, env));
  }
  await end();
  say(`\n${((performance.now() - startedAt) / 1000).toFixed(0)} s in all`);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  say(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}

function chooseSteps(): Step[] {
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
  const only = (values.only ?? []).flatMap((list) => list.split(','));
  const unknown = only.find((part) => !PARTS.some((known) => known === part));
  if (unknown !== undefined) {
    say(`--only ${unknown}: there is only ${PARTS.join(', ')}`);
    process.exit(2);
  }
  return listSteps().filter((step) => only.length === 0 || only.includes(step.part));
}

async function runSideBySide(steps: Step[]): Promise<void> {
  const waiting = [...steps];
  const work = async () => {
    for (let step = waiting.shift(); step && !ending; step = waiting.shift()) {
      report(await runStep(step, {}));
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
}

/** Starts what the step needs from outside. Says so and counts it as failed when it is not to be had. */
async function prepare(step: Step, env: StepEnv): Promise<boolean> {
  if (ending) return false;
  const startedAt = performance.now();
  try {
    if (step.part !== 'unit' && env.TEST_DATABASE_URL === undefined) {
      const postgres = await startPostgres();
      services.push(postgres);
      env.TEST_DATABASE_URL = postgres.url;
      say(`  PostgreSQL for tests from ${postgres.origin}`);
    }
    if (step.part === 'e2e') env.CHROMIUM_PATH = await findChromium();
    return true;
  } catch (error) {
    const seconds = (performance.now() - startedAt) / 1000;
    report({ name: step.name, seconds, passed: 0, failed: 1, output: explain(error) });
    return false;
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'MissingService') return error.message;
  return `${error.stack}\n${error.cause === undefined ? '' : explain(error.cause)}`;
}

function report(result: StepResult): void {
  if (ending) return;
  results.push(result);
  const { name, passed, failed, seconds } = result;
  const counts = failed > 0 ? `${passed} passed, ${failed} FAILED` : `${passed} passed`;
  if (failed > 0) say(`\n----- ${name} -----\n${result.output.trimEnd()}\n-----`);
  say(`${failed > 0 ? '✗' : '✓'} ${name.padEnd(18)} ${counts.padEnd(24)} ${seconds.toFixed(1)} s`);
}

async function end(): Promise<void> {
  await endRunningSteps();
  for (const service of services.toReversed()) {
    await service.stop().catch((error) => say(`stopping a service failed: ${error}`));
  }
  const left = await endLeftOvers();
  if (left.length > 0 && !ending) {
    const output = `These processes outlived their test and were ended:\n${left.join('\n')}`;
    report({ name: 'nothing left', seconds: 0, passed: 0, failed: 1, output });
  }
}

async function interrupt(signal: NodeJS.Signals): Promise<void> {
  if (ending) return;
  say(`\n${signal}: ending what runs …`);
  ending = end();
  await ending;
  process.exit(128 + constants.signals[signal]);
}
