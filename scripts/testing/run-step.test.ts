import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runStep } from './run-step.ts';
import type { Step } from './step.ts';

function step(script: string, more: Partial<Step> = {}): Step {
  const commands = [{ command: process.execPath, args: ['-e', script] }];
  return { name: 'a step', part: 'unit', needs: [], commands, ...more };
}

test('a step without a report counts as one', async () => {
  expect(await runStep(step('console.log("fine")'), {})).toMatchObject({ passed: 1, failed: 0 });
  const failed = await runStep(step('console.log("why"); process.exit(3)'), {});
  expect(failed).toMatchObject({ passed: 0, failed: 1, output: 'why\n' });
});

test('a program that cannot be started is a failure', async () => {
  const commands = [{ command: '/nowhere/at-all', args: [] }];
  const result = await runStep(step('', { commands }), {});
  expect(result).toMatchObject({ passed: 0, failed: 1 });
  expect(result.output).toContain('cannot be started');
});

test('a runner that fails without a failed test, or writes no report, is a failure', async () => {
  const file = join(tmpdir(), `report-${process.pid}.json`);
  const read = (json: unknown) => json as { passed: number; failed: number };
  const write = `require('fs').writeFileSync(${JSON.stringify(file)}, '{"passed":4,"failed":0}');`;
  const report = { file, read };
  expect(await runStep(step(write, { report }), {})).toMatchObject({ passed: 4, failed: 0 });
  expect(await runStep(step(`${write} process.exit(1)`, { report }), {})).toMatchObject({
    passed: 4,
    failed: 1,
  });
  // The report of the run before does not count for this one.
  await writeFile(file, '{"passed":4,"failed":0}');
  expect(await runStep(step('', { report }), {})).toMatchObject({ passed: 0, failed: 1 });
});
