import type { Preview } from '@rita/contracts';
import { sql } from 'kysely';
import { storableJson } from '../platform/db/storable.ts';
import type { Db, Transact } from '../platform/db/tables.ts';
import type { Failure } from '../runs/report-run.ts';
import { endRun, type Run } from '../runs/run.store.ts';
import type { Owner } from '../vault/vault.ts';

/** A preview that has found out nothing yet. */
export function emptyPreview(previewId: string): Preview {
  return {
    preview_id: previewId,
    state: 'running',
    added: 0,
    changed: 0,
    removed: 0,
    unchanged: 0,
    failed: 0,
    total: null,
    is_partial: false,
    waiting_until: null,
    is_held: false,
    places: [],
    sample: [],
    error_code: null,
    error: null,
  };
}

export async function storePreview(trx: Transact, preview: Preview): Promise<void> {
  await trx
    .updateTable('runs')
    .set({ result: storableJson(preview) })
    .where('run_id', '=', preview.preview_id)
    .execute();
}

/** Ends a preview that did not come to its end; what it had found out stays to be seen. */
export async function failPreview(trx: Transact, run: Run, failure: Failure): Promise<void> {
  const soFar = run.result ?? emptyPreview(run.run_id);
  const code = failure.code ?? 'interrupted';
  const end = { state: 'failed' as const, error_code: code, error: failure.text };
  await storePreview(trx, { ...soFar, ...end, waiting_until: null });
  await endRun(trx, run.run_id, 'failed');
}

/** Undefined: the connection has no such preview. */
export async function findPreview(
  db: Db,
  asked: { tenant_id: string; connection_id: string; preview_id: string },
): Promise<Preview | undefined> {
  const row = await db
    .selectFrom('runs')
    .select('result')
    .where('run_id', '=', asked.preview_id)
    .where('kind', '=', 'preview')
    .where('tenant_id', '=', asked.tenant_id)
    .where('connection_id', '=', asked.connection_id)
    .executeTakeFirst();
  return row && (row.result ?? emptyPreview(asked.preview_id));
}

/** Nobody looks at an older preview once a newer one was asked for. */
export async function endOtherPreviews(trx: Transact, owner: Owner, runId: string): Promise<void> {
  await trx
    .updateTable('runs')
    .set({ cancel_requested_at: sql`coalesce(cancel_requested_at, now())` })
    .where('tenant_id', '=', owner.tenantId)
    .where('connection_id', '=', owner.connectionId)
    .where('kind', '=', 'preview')
    .where('state', '<>', 'ended')
    .where('run_id', '<>', runId)
    .execute();
}
