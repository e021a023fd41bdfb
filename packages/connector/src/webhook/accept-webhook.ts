import {
  boundSettings,
  type CancelWebhookPayload,
  type DeleteWebhookPayload,
  type SyncTriggerWebhookPayload,
  syncWishesSchema,
  type VerifyWebhookPayload,
  type WebhookPayload,
} from '@rita/contracts';
import type { Log } from '@rita/platform/log';
import { deleteDocuments } from '../documents/document.store.ts';
import type { Database, Db, Transact } from '../platform/db/tables.ts';
import type { Jobs } from '../runs/jobs.ts';
import type { LiveRuns } from '../runs/live-runs.ts';
import { deleteRuns, insertRun, ownerOf, requestCancel } from '../runs/run.store.ts';
import { openSealed, SealedCredentialsError } from '../vault/open-sealed.ts';
import type { SealingKeyPair } from '../vault/sealing-key.ts';
import type { Owner, Vault } from '../vault/vault.ts';

export type AcceptDeps = {
  database: Database;
  vault: Vault;
  sealingKey: SealingKeyPair;
  jobs: Jobs;
  liveRuns: LiveRuns;
  log: Log;
};

/**
 * Takes a genuine webhook: what it asks for is stored, together with its id, in one transaction;
 * the work is done by a job later. `duplicate` when the id was seen before: nothing happens then.
 */
export async function acceptWebhook(
  deps: AcceptDeps,
  delivery: { webhookId: string; payload: WebhookPayload },
): Promise<'accepted' | 'duplicate'> {
  const { payload } = delivery;
  const stopNow: string[] = [];
  const credentials =
    payload.action === 'verify_credentials' ? await readCredentials(deps, payload) : undefined;
  const outcome = await deps.database.kysely.transaction().execute(async (trx) => {
    if (!(await insertDelivery(trx, delivery.webhookId))) return 'duplicate' as const;
    if (payload.action === 'verify_credentials')
      await addVerify(deps, trx, { payload, credentials });
    else if (payload.action === 'trigger_sync') await addSync(deps, trx, payload);
    else stopNow.push(...(await endRuns(deps, trx, payload)));
    return 'accepted' as const;
  });
  for (const runId of stopNow) deps.liveRuns.stop(runId);
  deps.jobs.wake();
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
  | { kind: 'refused' };

async function readCredentials(deps: AcceptDeps, payload: VerifyWebhookPayload): Promise<Given> {
  if (payload.sealed_credentials === undefined) {
    const values = payload.credentials;
    return values === undefined ? { kind: 'none' } : { kind: 'given', values };
  }
  try {
    const values = await openSealed(payload.sealed_credentials, deps.sealingKey, payload);
    return { kind: 'given', values };
  } catch (error) {
    if (!(error instanceof SealedCredentialsError)) throw error;
    deps.log.warn(
      {
        security_event: 'sealed_credentials_refused',
        reason: error.reason,
        organization_id: payload.tenant_id,
        connection_id: payload.connection_id,
        run_id: payload.run_id,
      },
      'sealed credentials were refused',
    );
    return { kind: 'refused' };
  }
}

/** A set that does not exist: the run ends as failed without a call to the source. */
const NO_SET = '00000000-0000-0000-0000-000000000000';

async function addVerify(
  deps: AcceptDeps,
  trx: Transact,
  { payload, credentials }: { payload: VerifyWebhookPayload; credentials: Given | undefined },
): Promise<void> {
  const owner = ownerOf(payload);
  let credentialSetId = credentials?.kind === 'refused' ? NO_SET : null;
  if (credentials?.kind === 'given') {
    credentialSetId = await deps.vault.insertCandidate(trx, owner, {
      credentials: credentials.values,
      boundSettings: boundSettings(payload.connection_type, payload.settings),
    });
  }
  const isNew = await addRun(deps, trx, { owner, payload, credentialSetId });
  if (!isNew && credentialSetId !== null) {
    await deps.vault.deleteCandidate(trx, owner, credentialSetId);
  }
}

async function addSync(
  deps: AcceptDeps,
  trx: Transact,
  payload: SyncTriggerWebhookPayload,
): Promise<void> {
  await addRun(deps, trx, { owner: ownerOf(payload), payload, credentialSetId: null });
}

async function addRun(
  deps: AcceptDeps,
  trx: Transact,
  run: {
    owner: Owner;
    payload: VerifyWebhookPayload | SyncTriggerWebhookPayload;
    credentialSetId: string | null;
  },
): Promise<boolean> {
  const { payload, owner, credentialSetId } = run;
  const kind = payload.action === 'verify_credentials' ? 'verification' : 'sync';
  const { run_id: runId, settings } = payload;
  const wishes = syncWishesSchema.parse(payload);
  const isNew = await insertRun(trx, { runId, owner, kind, settings, credentialSetId, wishes });
  if (isNew) await deps.jobs.add(trx, { runId, kind, connectionId: owner.connectionId });
  return isNew;
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
    return wasLive ? [payload.run_id] : [];
  }
  // The runs go first: a page that is being stored right now holds its run's row, so this waits
  // for it, and nothing can be stored afterwards.
  const runIds = await deleteRuns(trx, owner);
  await deps.vault.forget(trx, owner);
  await deleteDocuments(trx, owner);
  return runIds;
}
