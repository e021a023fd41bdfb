export type Totals = {
  passed: number;
  failed: number;
  /** Names of failed tests, where the runner tells them. */
  failures?: string[];
};

/** Variables for a step's programs, for example where the services are. */
export type StepEnv = Record<string, string>;

/** What a step may need from outside. */
export type Need = 'postgres' | 'rabbitmq' | 'rabbitmq4' | 'chromium' | 'balancers';

/** One named part of `npm test`. */
export type Step = {
  name: string;
  part: 'static' | 'unit' | 'db' | 'e2e';
  needs: Need[];
  /** Commands, one after the other; the step ends with the first that fails. */
  commands: { command: string; args: string[] }[];
  /** The runner's own report, when it counts for itself; else the step counts as one. */
  report?: { file: string; read: (json: unknown) => Totals };
  env?: StepEnv;
};

export type StepResult = Totals & { name: string; seconds: number; output: string };
