import { mkdir } from 'node:fs/promises';
import { constants } from 'node:os';
import { parseArgs } from 'node:util';
import { createRunFolder } from './testing/run-folder.ts';
import { endRunningSteps, runStep } from './testing/run-step.ts';
import type { Step, StepResult } from './testing/step.ts';
import { openStepServices } from './testing/step-services.ts';
import { listSteps, REPORTS } from './testing/steps.ts';

const PARTS = ['static', 'unit', 'db', 'e2e'];
/**
 * Each step waits now and then, for a browser, a database or a broker: two at a time keep a machine
 * of two cores busy, and more would only take turns.
 */
const AT_ONCE = 2;

const say = (text: string) => process.stdout.write(`${text}\n`);
const startedAt = performance.now();
const results: StepResult[] = [];
const steps = chooseSteps();
const runFolder = await createRunFolder();
const services = openStepServices(say);
let ending: Promise<string[]> | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void interrupt(signal));
}
await mkdir(REPORTS, { recursive: true });
await Promise.all(Array.from({ length: AT_ONCE }, runWaiting));
if (!ending) await finish();

function chooseSteps(): Step[] {
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
  const only = (values.only ?? []).flatMap((list) => list.split(','));
  const unknown = only.find((part) => !PARTS.includes(part));
  if (unknown !== undefined) {
    say(`--only ${unknown}: there is only ${PARTS.join(', ')}`);
    process.exit(2);
  }
  return listSteps().filter((step) => only.length === 0 || only.includes(step.part));
}

async function runWaiting(): Promise<void> {
  for (let step = steps.shift(); step && !ending; step = steps.shift()) await runAndReport(step);
}

/** A step whose services are not to be had counts as failed, like one that cannot be started. */
async function runAndReport(step: Step): Promise<void> {
  const stepStartedAt = performance.now();
  try {
    report(await runStep(step, await services.provide(step.needs)));
  } catch (error) {
    const seconds = (performance.now() - stepStartedAt) / 1000;
    report({ name: step.name, seconds, passed: 0, failed: 1, output: explain(error) });
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

/** Ends everything that runs; tells what had to be ended although its test was over. */
async function end(): Promise<string[]> {
  await endRunningSteps();
  await services.stop();
  return runFolder.clear();
}

async function finish(): Promise<void> {
  const left = await end();
  if (left.length > 0) {
    const output = `These processes outlived their test and were ended:\n${left.join('\n')}`;
    report({ name: 'nothing left', seconds: 0, passed: 0, failed: 1, output });
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  say(`\n${((performance.now() - startedAt) / 1000).toFixed(0)} s in all`);
  for (const result of results.filter(({ failed }) => failed > 0)) nameFailures(result);
  say(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}

/** Once more at the end: of a long output often only the end is kept. */
function nameFailures({ name, failures = [] }: StepResult): void {
  for (const failure of failures.length > 0 ? failures : ['see above']) {
    say(`✗ ${name}: ${failure}`);
  }
}

async function interrupt(signal: NodeJS.Signals): Promise<void> {
  if (ending) return;
  say(`\n${signal}: ending what runs …`);
  ending = end();
  await ending;
  process.exit(128 + constants.signals[signal]);
}
