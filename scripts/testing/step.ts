export type Totals = { passed: number; failed: number };

/** Where a step's programs find the services, set for all of them. */
export type StepEnv = Record<string, string>;

/** One named part of `npm test`. */
export type Step = {
  name: string;
  part: 'static' | 'unit' | 'db' | 'e2e';
  /** Runs at most so many at once with others; a heavy step has the machine to itself. */
  heavy: boolean;
  /** Commands, one after the other; the step fails with the first that fails. */
  commands: { command: string; args: string[] }[];
  /** The runner's own report, when it counts for itself; else the step counts as one. */
  report?: { file: string; read: (json: unknown) => Totals };
  env?: StepEnv;
};

export type StepResult = Totals & { name: string; seconds: number; output: string };
