import type { RecordedRun } from '@rita/contracts';
import { expect } from 'vitest';
import type { NewAuditEvent } from '../src/features/audit/audit.store.ts';
import { configured, type TestApp, type TestUser } from './start-test-app.ts';

/** The runs as the API tells them. */
export async function runsOf(user: TestUser, id: string, query = ''): Promise<RecordedRun[]> {
  const { status, body } = await user.api('GET', `/api/data-sources/${id}/runs${query}`);
  expect([status, body.code]).toEqual([200, undefined]);
  return body.data;
}

/** A connection that was verified, and what a test does with its syncs. */
export async function openHistory(app: TestApp) {
  const user = await app.signUp('Ada Lovelace');
  const { id } = await configured(app, user);
  let seq = 0;
  return {
    user,
    id,
    runs: (query = '') => runsOf(user, id, query),
    sync: async (): Promise<string> => {
      const { body } = await user.api('POST', `/api/data-sources/${id}/sync`);
      await app.receiver.waitForRun(body.run_id);
      return body.run_id;
    },
    say: async (runId: string | null, status: string, more: Record<string, unknown> = {}) => {
      seq += 1;
      const ids = { connection_id: id, tenant_id: user.organizationId };
      const named = runId === null ? {} : { run_id: runId, seq };
      const answer = await app.report({ type: 'sync', ...ids, ...named, status, ...more });
      expect(answer.body.data.outcome).toBe('applied');
    },
  };
}

/** Entries as older versions wrote them. */
export function oldEntry(
  id: string,
  action: NewAuditEvent['action'],
  details: Record<string, unknown>,
): NewAuditEvent {
  return { action, actor_type: 'connector', object_type: 'data_source', object_id: id, details };
}
