import fc from 'fast-check';
import type { RunKind } from '../src/platform/db/data-source-tables.ts';

export const STEPS = 60;

/** What can happen to one connection of an app with two replicas. */
export type Step =
  | { do: 'start'; kind: RunKind }
  | { do: 'cancel' | 'sweep' | 'accept' }
  | { do: 'wait'; seconds: number }
  | { do: 'take' | 'commit' | 'acknowledge' | 'crash'; replica: number; count: number }
  | Publish;

export type Publish = {
  do: 'publish';
  run: number;
  kind: RunKind;
  status: number;
  seq: number;
  named: boolean;
  /** Whether it says when it was sent, by its sender's clock. */
  stamped: boolean;
  /** In the queue at the connector; 0: it says none. */
  place: number;
  copies: number;
};

const kind = fc.constantFrom<RunKind>('verification', 'sync');
/** Sequences of exactly `STEPS` steps. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ do: fc.constant('start' as const), kind }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('cancel', 'sweep', 'accept') }) },
    // Negative: the database's clock was set back.
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('wait'),
        seconds: fc.integer({ min: -300, max: 2_000 }),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        do: fc.constant('publish' as const),
        run: fc.integer({ min: 0, max: 3 }),
        kind,
        status: fc.nat(4),
        seq: fc.integer({ min: 1, max: 6 }),
        named: fc.boolean(),
        stamped: fc.boolean(),
        place: fc.nat(3),
        copies: fc.integer({ min: 1, max: 3 }),
      }),
    },
    {
      weight: 12,
      arbitrary: fc.record({
        do: fc.constantFrom('take', 'take', 'commit', 'commit', 'acknowledge', 'crash'),
        replica: fc.nat(1),
        count: fc.integer({ min: 1, max: 4 }),
      }),
    },
  ) as fc.Arbitrary<Step>,
  { minLength: STEPS, maxLength: STEPS },
);
