import { randomUUID } from 'node:crypto';
import type { VerifyDataSourceRequest } from '@rita/contracts';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { webhookBase } from '../runs/cancel-run.ts';
import type { RunDeps } from '../runs/run-deps.ts';
import { mergeSettings } from '../runs/run-state.ts';
import { type RunPlan, startRun } from '../runs/start-run.ts';
import { parseCompleteSettings, parseCredentials, parseSettingChanges } from './check-settings.ts';

type Asked = { principal: Principal; ip: string; connectionId: string };

/**
 * Sends credentials (or none, to re-check those held) to the connector. They go into the webhook
 * in flight and nowhere else.
 */
export async function startVerification(
  deps: RunDeps,
  { principal, ip, connectionId }: Asked,
  body: VerifyDataSourceRequest,
): Promise<{ runId: string }> {
  return startRun(deps, {
    principal,
    ip,
    connectionId,
    kind: 'verification',
    plan: (row, now) => planVerification(row, { principal, body, now }),
  });
}

function planVerification(
  row: DataSourceConnectionRow,
  { principal, body, now }: { principal: Principal; body: VerifyDataSourceRequest; now: Date },
): RunPlan {
  const changes = parseSettingChanges(row.type, body.settings ?? {});
  const hasOwn = body.credentials !== undefined || body.sealed_credentials !== undefined;
  if (!hasOwn && row.last_verified_at === null) throw new ProblemError('credentials_required');
  const settings = parseCompleteSettings(row.type, mergeSettings(row.settings, changes));
  const runId = body.run_id ?? randomUUID();
  if (runId === row.last_run_id) {
    throw new ProblemError('validation_failed', {
      errors: [{ path: 'run_id', message: 'was used before' }],
    });
  }
  return {
    runId,
    pendingSettings: Object.keys(changes).length === 0 ? null : changes,
    payload: {
      ...webhookBase(row, principal, now),
      action: 'verify_credentials',
      run_id: runId,
      settings,
      ...(body.credentials === undefined
        ? {}
        : { credentials: parseCredentials(row.type, body.credentials, settings) }),
      ...(body.sealed_credentials === undefined
        ? {}
        : { sealed_credentials: body.sealed_credentials }),
    },
  };
}
