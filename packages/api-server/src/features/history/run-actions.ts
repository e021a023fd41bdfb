import type { AuditAction, RecordedRunKind } from '@rita/contracts';

/** The entries that tell of a run, by its kind. The index `audit_events_of_run` names the same ones. */
export const RUN_ACTIONS = {
  verification: [
    'verification.started',
    'verification.succeeded',
    'verification.failed',
    'verification.cancelled',
  ],
  sync: ['sync.started', 'sync.completed', 'sync.failed', 'sync.cancelled'],
  access: ['access.started', 'access.completed', 'access.failed', 'access.cancelled'],
} as const satisfies Record<RecordedRunKind, readonly AuditAction[]>;

export type RunAction = (typeof RUN_ACTIONS)[RecordedRunKind][number];
