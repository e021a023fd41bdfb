import {
  boundSettings,
  type CancelWebhookPayload,
  type CheckAccessWebhookPayload,
  type DeleteWebhookPayload,
  type ProblemCode,
  SEAL_PURPOSE,
  type SealedFor,
  type SyncTriggerWebhookPayload,
  syncWishesSchema,
  type VerifyWebhookPayload,
  type WebhookPayload,
} from '@rita/contracts';
import type { Log } from '@rita/platform/log';
import { chooseLanguage, knownLanguage } from '../documents/connection-language.store.ts';
import { deleteDocuments } from '../documents/document.store.ts';
import type { Database, Db, Transact } from '../platform/db/tables.ts';
import { ProblemError } from '../platform/http/signed-request.ts';
import { isForgotten, noteForgotten } from '../runs/forgotten-connection.store.ts';
import type { Jobs } from '../runs/jobs.ts';
import type { LiveRuns } from '../runs/live-runs.ts';
import {
  deleteRuns,
  insertRun,
  ownerOf,
  type Run,
  requestCancel,
  spendRunId,
} from '../runs/run.store.ts';
import type { ConnectorKey } from '../vault/connector-keys.ts';
import { openSealed, SealedCredentialsError } from '../vault/open-sealed.ts';
import type { Vault } from '../vault/vault.ts';
import { takeBackVerified } from '../verifications/take-back.ts';

export type AcceptDeps = {
  database: Database;
  vault: Vault;
  findSealingKey: (kid: string) => Promise<ConnectorKey | undefined>;
  jobs: Jobs;
  liveRuns: LiveRuns;
  log: Log;
};

/** What a webhook adds a run of; whatever else it asks for is for jobs of any kind. */
const STARTED: Partial<Record<WebhookPayload['action'], Run['kind']>> = {
  verify_credentials: 'verification',
  trigger_sync: 'sync',
  check_access: 'access_check',
};

/**
 * Takes a genuine webhook: what it asks for is stored, together with its id, in one transaction;
 * the work is done by a job later. Nothing happens when it is a `duplicate`, its id seen before, or
 * late: the run that it begins was `cancelled` meanwhile. Throws `ProblemError` for one that is to begin
 * something at a connection that was deleted meanwhile.
 */
export async function acceptWebhook(
  deps: AcceptDeps,
  delivery: { webhookId: string; payload: WebhookPayload },
): Promise<'accepted' | 'duplicate' | 'cancelled'> {
  const { payload } = delivery;
  const stopNow: string[] = [];
  const credentials =
    payload.action === 'verify_credentials' ? await readCredentials(deps, payload) : undefined;
  const outcome = await deps.database.kysely.transaction().execute(async (trx) => {
    if (!(await insertDelivery(trx, delivery.webhookId))) return 'duplicate' as const;
    if (payload.action === 'cancel_sync' || payload.action === 'delete_connection') {
      stopNow.push(...(await endRuns(deps, trx, payload)));
      return 'accepted' as const;
    }
    const id = await spendRunId(trx, payload.run_id);
    if (id === 'cancelled') return id;
    const isNew = id === 'new';
    if (isNew && (await isForgotten(trx, ownerOf(payload)))) refuseForgotten(deps, payload);
    if (payload.action === 'check_access') {
      if (isNew) await addAccessCheck(deps, trx, payload);
      return 'accepted' as const;
    }
    if (!isNew) refuseAgain(deps, payload);
    if (payload.action === 'trigger_sync') await addSync(deps, trx, payload);
    else await addVerify(deps, trx, { payload, credentials });
    return 'accepted' as const;
  });
  for (const runId of stopNow) deps.liveRuns.stop(runId);
  if (outcome === 'accepted') deps.jobs.wake(STARTED[payload.action]);
  return outcome;
}

/** Notes the id of a webhook; false when it was noted before. */
async function insertDelivery(db: Db, webhookId: string): Promise<boolean> {
  const inserted = await db
    .insertInto('webhook_deliveries')
    .values({ webhook_id: webhookId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('webhook_id')
    .execute();
  return inserted.length === 1;
}

type Given =
  | { kind: 'none' }
  | { kind: 'given'; values: Record<string, string> }
  | { kind: 'refused'; code: ProblemCode };

async function readCredentials(deps: AcceptDeps, payload: VerifyWebhookPayload): Promise<Given> {
  if (payload.sealed_credentials === undefined) {
    const values = payload.credentials;
    return values === undefined ? { kind: 'none' } : { kind: 'given', values };
  }
  try {
    const values = await openSealed(payload.sealed_credentials, {
      findKey: deps.findSealingKey,
      expected: sealedForOf(payload),
      now: new Date(),
    });
    return { kind: 'given', values };
  } catch (error) {
    if (!(error instanceof SealedCredentialsError)) throw error;
    deps.log.warn(
      {
        ...logFieldsOf(payload),
        security_event: 'sealed_credentials_refused',
        reason: error.reason,
      },
      'sealed credentials were refused',
    );
    return { kind: 'refused', code: error.code };
  }
}

/** What the seal has to say, for this webhook to use what is in it. */
function sealedForOf(payload: VerifyWebhookPayload): SealedFor {
  const { tenant_id, user_id, connection_id, connection_type, run_id } = payload;
  const settings = boundSettings(connection_type, payload.settings);
  return {
    purpose: SEAL_PURPOSE,
    ...{ tenant_id, user_id, connection_id, connection_type, run_id, settings },
  };
}

async function addVerify(
  deps: AcceptDeps,
  trx: Transact,
  { payload, credentials }: { payload: VerifyWebhookPayload; credentials: Given | undefined },
): Promise<void> {
  const owner = ownerOf(payload);
  const credentialSetId =
    credentials?.kind === 'given'
      ? await deps.vault.insertCandidate(trx, owner, {
          credentials: credentials.values,
          boundSettings: boundSettings(payload.connection_type, payload.settings),
        })
      : null;
  const refusal = credentials?.kind === 'refused' ? credentials.code : undefined;
  await addRun(deps, trx, { payload, credentialSetId, refusal });
}

async function addSync(
  deps: AcceptDeps,
  trx: Transact,
  payload: SyncTriggerWebhookPayload,
): Promise<void> {
  await addRun(deps, trx, { payload, credentialSetId: null });
  await chooseLanguage(trx, ownerOf(payload), knownLanguage(payload.search_language));
}

type RunToAdd = {
  payload: VerifyWebhookPayload | SyncTriggerWebhookPayload;
  credentialSetId: string | null;
  refusal?: ProblemCode | undefined;
};

async function addAccessCheck(
  deps: AcceptDeps,
  trx: Transact,
  payload: CheckAccessWebhookPayload,
): Promise<void> {
  const { run_id: runId, settings, people } = payload;
  const owner = ownerOf(payload);
  const run = { runId, owner, kind: 'access_check', settings, credentialSetId: null } as const;
  if (!(await insertRun(trx, { ...run, wishes: { people } }))) return;
  await deps.jobs.add(trx, { runId, kind: run.kind, connectionId: owner.connectionId });
}

async function addRun(
  deps: AcceptDeps,
  trx: Transact,
  { payload, credentialSetId, refusal }: RunToAdd,
): Promise<void> {
  const kind = payload.action === 'verify_credentials' ? 'verification' : 'sync';
  const { run_id: runId, settings } = payload;
  const owner = ownerOf(payload);
  const wishes = syncWishesSchema.parse(payload);
  const run = { runId, owner, kind, settings, credentialSetId, refusal, wishes } as const;
  // It may be older than what is kept of spent ids.
  if (!(await insertRun(trx, run))) refuseAgain(deps, payload);
  await deps.jobs.add(trx, { runId, kind, connectionId: owner.connectionId });
}

/** Throws `ProblemError` for the id of an earlier run: it would never be heard of again. */
function refuseAgain(
  deps: AcceptDeps,
  payload: VerifyWebhookPayload | SyncTriggerWebhookPayload,
): never {
  const fields = { ...logFieldsOf(payload), security_event: 'run_id_used_again' };
  deps.log.warn(fields, 'a run was not begun a second time');
  throw new ProblemError('validation_failed', 'Wrong or missing: run_id was used before');
}

/** It was only late, which is no fault of whoever sent it, and would be refused each time. */
function refuseForgotten(deps: AcceptDeps, payload: StartingPayload): never {
  deps.log.info(logFieldsOf(payload), 'nothing was begun at a connection that is deleted');
  throw new ProblemError('not_found', 'This connection was deleted');
}

type StartingPayload = Exclude<WebhookPayload, CancelWebhookPayload | DeleteWebhookPayload>;

function logFieldsOf(payload: StartingPayload) {
  return {
    organization_id: payload.tenant_id,
    connection_id: payload.connection_id,
    run_id: payload.run_id,
  };
}

/** Gives the runs that may be under way in this process. */
async function endRuns(
  deps: AcceptDeps,
  trx: Transact,
  payload: CancelWebhookPayload | DeleteWebhookPayload,
): Promise<string[]> {
  const owner = ownerOf(payload);
  if (payload.action === 'cancel_sync') {
    const wasLive = await requestCancel(trx, { ...owner, runId: payload.run_id });
    if (wasLive) return [payload.run_id];
    await takeBackVerified(deps, trx, { owner, runId: payload.run_id });
    // The webhook that begins it may be on its way still, and nobody waits for the run any more.
    await spendRunId(trx, payload.run_id, { cancelled: true });
    return [];
  }
  await noteForgotten(trx, owner);
  // The runs go first: a page that is being stored right now holds its run's row, so this waits
  // for it, and nothing can be stored afterwards.
  const runIds = await deleteRuns(trx, owner);
  await deps.vault.forget(trx, owner);
  await deleteDocuments(trx, owner);
  return runIds;
}
