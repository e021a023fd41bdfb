import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPlaywrightReport, readVitestReport } from './reports.ts';

test('failed tests are named, and a test file that could not be loaded is one failure', () => {
  const file = (name: string) => join(process.cwd(), name);
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    testResults: [
      { name: file('a.test.ts'), status: 'passed', assertionResults: [{ status: 'passed' }] },
      {
        name: file('b.test.ts'),
        status: 'failed',
        assertionResults: [{ status: 'passed' }, { status: 'failed', fullName: 'a room a test' }],
      },
      { name: file('c.test.ts'), status: 'failed', assertionResults: [] },
    ],
  };
  const failures = ['b.test.ts › a room a test', 'c.test.ts'];
  expect(readVitestReport(report)).toEqual({ passed: 5, failed: 2, failures });
});

test('flaky browser tests and errors outside of tests are failures', () => {
  const spec = (title: string, status: string) => ({
    title,
    file: 'page.e2e.ts',
    tests: [{ status }],
  });
  const report = {
    suites: [
      {
        specs: [spec('one', 'expected'), spec('two', 'flaky')],
        suites: [{ specs: [spec('three', 'unexpected')] }],
      },
    ],
    stats: { expected: 7, unexpected: 1, flaky: 1 },
    errors: [{ message: 'no browser\n at …' }],
  };
  const failures = ['page.e2e.ts › two', 'page.e2e.ts › three', 'no browser'];
  expect(readPlaywrightReport(report)).toEqual({ passed: 7, failed: 3, failures });
});
