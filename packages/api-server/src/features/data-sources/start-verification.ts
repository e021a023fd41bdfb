import { randomUUID } from 'node:crypto';
import {
  credentialMethodOf,
  type DataSourceType,
  sourceTypeOf,
  type VerifyDataSourceRequest,
} from '@rita/contracts';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { wasRunStarted } from '../audit/audit.store.ts';
import type { SealingPolicy } from '../connector/sealing-policy.ts';
import { webhookBase } from '../runs/cancel-run.ts';
import type { RunDeps } from '../runs/run-deps.ts';
import { mergeSettings } from '../runs/run-state.ts';
import { type Guest, type RunPlan, type Starter, startRun } from '../runs/start-run.ts';
import {
  parseCompleteSettings,
  parseCredentials,
  parseSettingChanges,
  requireMayOpen,
} from './check-settings.ts';
import { requireMayLead } from './require-may-lead.ts';
import { requireSeal } from './require-seal.ts';
import { requireExpected } from './update-connection.ts';

export type VerificationDeps = RunDeps & { sealing: SealingPolicy };

type Asked = {
  principal: Starter;
  ip: string;
  connectionId: string;
  guest?: Guest;
  /** The version that the caller has seen, when it said so. */
  expectedVersion?: number | undefined;
};

/**
 * Sends credentials (or none, to re-check those held) to the connector. They are sealed for it, so
 * that nobody here can read them; plain ones, where the operator allows them, go into the webhook in
 * flight and nowhere else.
 *
 * @throws ProblemError `version_conflict`, `owner_required`, `sealing_required`, `sealed_credentials_outdated`, `validation_failed`, or what
 *   starting a run throws
 */
export async function startVerification(
  deps: VerificationDeps,
  { principal, ip, connectionId, guest, expectedVersion }: Asked,
  body: VerifyDataSourceRequest,
): Promise<{ runId: string }> {
  await requireGoodDelivery(deps, body);
  await requireUnusedRun(deps, principal, body.run_id);
  return startRun(deps, {
    principal,
    ip,
    guest,
    connectionId,
    kind: 'verification',
    check: (trx, { row, role }) => requireMayLead(trx, { row, role }, settingsAfter(row, body)),
    plan: (row, now, role) => {
      requireExpected(row, { expectedVersion });
      requireMayOpen(role, row, settingsAfter(row, body));
      return planVerification(row, { sender: guest?.sender ?? principal, body, now });
    },
  });
}

function settingsAfter(row: DataSourceConnectionRow, { settings = {} }: VerifyDataSourceRequest) {
  return mergeSettings(row.settings, parseSettingChanges(row.type, settings));
}

async function requireGoodDelivery(
  { sealing }: VerificationDeps,
  body: VerifyDataSourceRequest,
): Promise<void> {
  if (body.sealed_credentials !== undefined) requireSeal(body.sealed_credentials);
  if (body.credentials === undefined) return;
  const reason = await sealing.whyNotPlain();
  if (reason !== undefined) throw new ProblemError(reason);
}

/** The connector begins no run twice, so one with an old id would hang until its deadline. */
async function requireUnusedRun(
  { db }: VerificationDeps,
  { organizationId }: Starter,
  runId: string | undefined,
): Promise<void> {
  if (runId !== undefined && (await wasRunStarted(db, organizationId, runId))) throw usedRun();
}

function usedRun(): ProblemError {
  return new ProblemError('validation_failed', {
    errors: [{ path: 'run_id', message: 'was used before' }],
  });
}

function planVerification(
  row: DataSourceConnectionRow,
  { sender, body, now }: { sender: Guest['sender']; body: VerifyDataSourceRequest; now: Date },
): RunPlan {
  requireKnownMethod(row.type, body.method);
  const changes = parseSettingChanges(row.type, body.settings ?? {});
  const delivery = deliveryOf(body);
  if (delivery === 'held' && row.last_verified_at === null) {
    throw new ProblemError('credentials_required');
  }
  const settings = parseCompleteSettings(row.type, mergeSettings(row.settings, changes));
  const runId = body.run_id ?? randomUUID();
  // Looked at once more under the lock, for two requests may have come at the same time.
  if (runId === row.last_run_id) throw usedRun();
  return {
    runId,
    pendingSettings: Object.keys(changes).length === 0 ? null : changes,
    pendingAttempt:
      delivery === 'held'
        ? null
        : { method: methodOf(row.type, body), checks: row.verification_checks },
    payload: {
      ...webhookBase(row, sender, now),
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
    details: { credentials: delivery },
  };
}

/** The way to prove access: of sealed credentials only whoever typed them knows it. */
function methodOf(type: DataSourceType, body: VerifyDataSourceRequest): string | null {
  if (body.credentials !== undefined) return credentialMethodOf(type, body.credentials) ?? null;
  return body.method ?? null;
}

function requireKnownMethod(type: DataSourceType, method: string | undefined): void {
  if (method === undefined || Object.hasOwn(sourceTypeOf(type).credentialMethods, method)) return;
  throw new ProblemError('validation_failed', {
    errors: [{ path: 'method', message: 'is not a way to prove access to this type' }],
  });
}

/** How the credentials go, as the audit log names it. `held`: none are sent. */
function deliveryOf(body: VerifyDataSourceRequest): 'sealed' | 'plain' | 'held' {
  if (body.sealed_credentials !== undefined) return 'sealed';
  return body.credentials === undefined ? 'held' : 'plain';
}
