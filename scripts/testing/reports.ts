import { relative } from 'node:path';
import type { Totals } from './step.ts';

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    /** The file's whole path. */
    name: string;
    status: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
};

/** A file that fails before its first test (a syntax error, a set-up) has no failed test: it counts as one. */
export function readVitestReport(json: unknown): Totals {
  const report = json as VitestReport;
  const failures = report.testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(process.cwd(), name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length > 0) return failed.map(({ fullName }) => `${file} › ${fullName}`);
    return status === 'failed' ? [file] : [];
  });
  return { passed: report.numPassedTests, failed: failures.length, failures };
}

type PlaywrightSuite = {
  specs: { title: string; file: string; tests: { status: string }[] }[];
  suites?: PlaywrightSuite[];
};

type PlaywrightReport = {
  suites: PlaywrightSuite[];
  stats: { expected: number; unexpected: number; flaky: number };
  errors: { message?: string }[];
};

/** Flaky is failed: a test that needed a second attempt tells of a race. */
export function readPlaywrightReport(json: unknown): Totals {
  const { suites, stats, errors } = json as PlaywrightReport;
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    failures: [
      ...suites.flatMap(listFailures),
      ...errors.map(({ message }) => message?.split('\n')[0] ?? 'an error outside of tests'),
    ],
  };
}

function listFailures({ specs, suites = [] }: PlaywrightSuite): string[] {
  const failed = specs.filter(({ tests }) =>
    tests.some(({ status }) => status === 'unexpected' || status === 'flaky'),
  );
  return [
    ...failed.map(({ file, title }) => `${file} › ${title}`),
    ...suites.flatMap(listFailures),
  ];
}
