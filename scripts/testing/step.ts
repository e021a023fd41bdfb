export type Totals = { passed: number; failed: number };

/** Variables for a step's programs, for example where the services are. */
export type StepEnv = Record<string, string>;

/** What a step may need from outside. */
export type Need = 'postgres' | 'rabbitmq' | 'rabbitmq4' | 'chromium' | 'balancers';

/**
 * What waits for a browser leaves most of a core idle, and so does what waits for a database: the two
 * together keep a machine of two cores busy.
 */
export const LANES = ['browser', 'others'] as const;
export type Lane = (typeof LANES)[number];

/** One named part of `npm test`. */
export type Step = {
  name: string;
  part: 'static' | 'unit' | 'db' | 'e2e';
  /** Steps of one lane run one after the other, lanes side by side. */
  lane: Lane;
  needs: Need[];
  /** Commands, one after the other; the step ends with the first that fails. */
  commands: { command: string; args: string[] }[];
  /** The runner's own report, when it counts for itself; else the step counts as one. */
  report?: { file: string; read: (json: unknown) => Totals };
  env?: StepEnv;
};

export type StepResult = Totals & { name: string; seconds: number; output: string };
