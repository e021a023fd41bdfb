import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { compileMessages } from './packages/client/src/build/compile-messages.ts';
import { LongestFirst } from './scripts/testing/longest-first.ts';

const databaseTests = 'packages/*/{src,test}/**/*.db.test.ts';
const queueTests = [
  'packages/*/{src,test}/**/*.queue.test.ts',
  '{scripts,bench}/**/*.queue.test.ts',
];
const noise = './scripts/testing/fail-on-console.ts';
const english = './packages/client/src/testing/english.ts';
/**
 * Files share the modules of their worker: loading them anew for each file took as long as the
 * tests. Nothing of ours is a live singleton at import time, and this keeps it so.
 */
const isolate = false;

/** The same test files on both databases; only the variable that the test kit reads differs. */
function databaseProject(kind: 'postgres' | 'pglite') {
  return {
    extends: true as const,
    test: {
      name: `db-${kind}`,
      isolate,
      include: [databaseTests],
      env: { TEST_DATABASE: kind },
      setupFiles: [noise],
      testTimeout: 30_000,
      hookTimeout: 60_000,
    },
  };
}

export default defineConfig({
  plugins: [compileMessages()],
  test: {
    // Another step always runs beside this one (scripts/test.ts) and takes what tests that wait leave idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    // What takes a second here may take ten on a small machine that does other things too.
    testTimeout: 20_000,
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          isolate,
          // A client test that needs no page says so by its ending: .ts; one with a page is .tsx.
          include: ['packages/*/{src,test}/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: [databaseTests, ...queueTests, '**/node_modules/**'],
          setupFiles: [noise, english],
        },
      },
      {
        extends: true,
        test: {
          name: 'unit-client',
          isolate,
          include: ['packages/client/src/**/*.test.tsx'],
          environment: 'jsdom',
          setupFiles: [noise, english, './packages/client/src/testing/testing-library.ts'],
        },
      },
      databaseProject('postgres'),
      databaseProject('pglite'),
      {
        extends: true,
        test: {
          name: 'queue',
          isolate,
          include: queueTests,
          setupFiles: [noise],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
