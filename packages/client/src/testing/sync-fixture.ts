import type { RecordedRun } from '@rita/contracts';

/** A sync of the history for tests: over, without changes, with what a test changes. */
export function syncFixture(id: string, changes: Partial<RecordedRun> = {}): RecordedRun {
  return {
    id,
    kind: 'sync',
    outcome: 'succeeded',
    started_at: '2026-11-29T08:00:00.000Z',
    started_by: null,
    is_scheduled: false,
    ended_at: '2026-11-29T08:01:30.000Z',
    ended_by: null,
    given_up_at: null,
    error_code: null,
    documents_processed: 12,
    documents_failed: null,
    documents_added: null,
    documents_updated: null,
    documents_removed: null,
    deletions_held: null,
    documents_changed: null,
    ...changes,
  };
}
