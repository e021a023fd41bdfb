import { join } from 'node:path';
import { readPlaywrightReport, readVitestReport } from './reports.ts';
import type { Step } from './step.ts';

export const ROOT = join(import.meta.dirname, '..', '..');
export const REPORTS = join(ROOT, '.tmp', 'reports');

/** What runs in Node is one program, so that each file is looked at once; editors have one for each package. */
const PROJECTS = ['packages/contracts', 'tsconfig.node.json', 'packages/client', 'e2e'];

const bin = (name: string) => join(ROOT, 'node_modules', '.bin', name);
const script = (name: string) => ({
  command: process.execPath,
  args: [join(ROOT, 'scripts', name)],
});

function staticStep(name: string, commands: Step['commands']): Step {
  return { name, part: 'static', needs: [], commands };
}

function vitestStep(name: string, projects: string[], needs: Step['needs'] = []): Step {
  const file = join(REPORTS, `${name}.json`);
  const chosen = projects.map((project) => `--project=${project}`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return {
    name,
    part: needs.length > 0 ? 'db' : 'unit',
    needs,
    commands: [{ command: bin('vitest'), args: ['run', ...chosen, ...reporters] }],
    report: { file, read: readVitestReport },
  };
}

function browserStep(): Step {
  const file = join(REPORTS, 'e2e.json');
  return {
    name: 'browser',
    part: 'e2e',
    needs: ['postgres', 'rabbitmq', 'chromium'],
    commands: [
      script('build-client.ts'),
      // Here and not as a step of its own: nobody else may build into the same folder meanwhile.
      script('page-budget.ts'),
      {
        command: bin('playwright'),
        args: ['test', '--config', join(ROOT, 'e2e', 'playwright.config.ts')],
      },
    ],
    report: { file, read: readPlaywrightReport },
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  };
}

/**
 * In the order in which they begin. The longest is first, so that it is never alone at the end;
 * beside it what is quick and fails soon, then what computes most. The queue's tests mostly wait.
 */
export function listSteps(): Step[] {
  return [
    browserStep(),
    staticStep('format and lint', [
      { command: bin('biome'), args: ['ci', '--colors=off', '--max-diagnostics=50'] },
    ]),
    staticStep(
      'types',
      // Several checkers each work out again what their files share: half as much again of processor
      // time, while the other core has a step of its own.
      PROJECTS.map((project) => ({
        command: bin('tsc'),
        args: ['-p', join(ROOT, project), '--checkers', '1'],
      })),
    ),
    staticStep('unused code', [{ command: bin('knip'), args: ['--no-progress'] }]),
    staticStep('size budget', [script('size-budget.ts')]),
    staticStep('import direction', [script('import-direction.ts')]),
    staticStep('import circles', [script('import-circles.ts')]),
    staticStep('packages', [script('check-packages.ts')]),
    staticStep('files that pages name', [script('check-named-files.ts')]),
    vitestStep('unit', ['unit', 'unit-client']),
    vitestStep('db-postgres', ['db-postgres'], ['postgres']),
    vitestStep('queue', ['queue'], ['rabbitmq', 'rabbitmq4', 'postgres', 'balancers']),
    vitestStep('db-pglite', ['db-pglite'], ['postgres']),
  ];
}
