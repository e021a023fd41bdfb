import { isDeepStrictEqual } from 'node:util';
import type { AlertKind, WebhookTopic } from '@rita/contracts';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { dropProgramNotices } from '../alerts/alert-notices.store.ts';
import { insertAuditEvents } from '../audit/audit.store.ts';
import { actorOf } from '../runs/actor.ts';
import type { Actor } from '../runs/change-connections.ts';
import { inTransactionOf } from '../session/as-writer.ts';
import {
  type ChangeWebhookRow,
  deleteChangeWebhook,
  findChangeWebhook,
  insertChangeWebhook,
  UNTRIED,
  updateChangeWebhook,
  type WebhookPlace,
} from './change-webhook.store.ts';
import type { WebhookSecrets } from './webhook-secret.ts';

export type EditDeps = { db: Kysely<Tables>; secrets: WebhookSecrets };
type Editor = { principal: Principal; ip: string; topic: WebhookTopic };
type WebhookAction =
  | 'webhook.created'
  | 'webhook.updated'
  | 'webhook.secret_rotated'
  | 'webhook.disabled'
  | 'webhook.removed';

/** How long both secrets sign, so that receivers can be changed over. */
const BOTH_SIGN_HOURS = 24;

/** @throws ProblemError `webhook_exists` */
export async function createChangeWebhook(
  { db, secrets }: EditDeps,
  { principal, ip, topic }: Editor,
  { url }: { url: string },
): Promise<{ row: ChangeWebhookRow; secret: string }> {
  const place = { organizationId: principal.organizationId, topic };
  const { secret, sealed } = secrets.make(place);
  const row = await inTransactionOf(db, principal, async (trx) => {
    const given = { url, sealed_secret: sealed };
    const inserted = await insertChangeWebhook(trx, place, given);
    if (inserted === undefined) throw new ProblemError('webhook_exists');
    const actor = actorOf(principal, ip);
    await auditWebhook(trx, { row: inserted, action: 'webhook.created', actor });
    return inserted;
  });
  return { row, secret };
}

type Asked = {
  url?: string | undefined;
  is_on?: boolean | undefined;
  kinds?: AlertKind[] | undefined;
};

/** @throws ProblemError `not_found`, or `validation_failed` for kinds of alerts to a program of documents */
export async function editChangeWebhook(
  { db }: EditDeps,
  { principal, ip, topic }: Editor,
  asked: Asked,
): Promise<ChangeWebhookRow> {
  const place = { organizationId: principal.organizationId, topic };
  if (asked.kinds !== undefined && topic !== 'alerts') throw kindsOfNothing();
  return inTransactionOf(db, principal, async (trx) => {
    const before = await requireLocked(trx, place);
    const kinds = asked.kinds ?? before.kinds;
    const url = asked.url ?? before.url;
    const isOn = asked.is_on ?? before.is_on;
    const isSameProgram = url === before.url && isOn === before.is_on;
    const fields = [
      ...(url === before.url ? [] : ['url']),
      ...(isOn === before.is_on ? [] : ['is_on']),
      ...(isDeepStrictEqual(kinds, before.kinds) ? [] : ['kinds']),
    ];
    if (fields.length === 0) return before;
    const row = await updateChangeWebhook(trx, place, {
      ...{ kinds, url, is_on: isOn },
      // A message that is on its way stays one, whatever the next ones tell.
      ...(isSameProgram ? {} : { ...UNTRIED, off_reason: isOn ? null : 'switched_off' }),
    });
    if (row === undefined) throw new ProblemError('not_found');
    if (!isOn) await forgetUntold(trx, place);
    const actor = actorOf(principal, ip);
    await auditWebhook(trx, { row, action: 'webhook.updated', actor, details: { fields } });
    return row;
  });
}

const kindsOfNothing = () =>
  new ProblemError('validation_failed', {
    errors: [{ path: 'kinds', message: 'are of alerts alone' }],
  });

/** @throws ProblemError `not_found` */
export async function rotateSecret(
  { db, secrets }: EditDeps,
  { principal, ip, topic }: Editor,
): Promise<{ row: ChangeWebhookRow; secret: string }> {
  const place = { organizationId: principal.organizationId, topic };
  const { secret, sealed } = secrets.make(place);
  const row = await inTransactionOf(db, principal, async (trx) => {
    const before = await requireLocked(trx, place);
    const changed = await updateChangeWebhook(trx, place, {
      sealed_secret: sealed,
      sealed_previous_secret: before.sealed_secret,
      previous_secret_until: new Date(Date.now() + BOTH_SIGN_HOURS * 3_600_000),
    });
    if (changed === undefined) throw new ProblemError('not_found');
    const actor = actorOf(principal, ip);
    await auditWebhook(trx, { row: changed, action: 'webhook.secret_rotated', actor });
    return changed;
  });
  return { row, secret };
}

/** @throws ProblemError `not_found` */
export async function removeChangeWebhook(
  { db }: EditDeps,
  { principal, ip, topic }: Editor,
): Promise<ChangeWebhookRow> {
  const place = { organizationId: principal.organizationId, topic };
  return inTransactionOf(db, principal, async (trx) => {
    const row = await deleteChangeWebhook(trx, place);
    if (row === undefined) throw new ProblemError('not_found');
    await forgetUntold(trx, place);
    const actor = actorOf(principal, ip);
    await auditWebhook(trx, { row, action: 'webhook.removed', actor });
    return row;
  });
}

async function requireLocked(
  trx: Transaction<Tables>,
  place: WebhookPlace,
): Promise<ChangeWebhookRow> {
  await sql`
    select from change_webhooks
    where organization_id = ${place.organizationId} and topic = ${place.topic} for update`.execute(
    trx,
  );
  const row = await findChangeWebhook(trx, place);
  if (row === undefined) throw new ProblemError('not_found');
  return row;
}

/** Every member reads the log, so it has the host alone: addresses of receivers may hold keys. */
export async function auditWebhook(
  trx: Transaction<Tables>,
  given: {
    row: ChangeWebhookRow;
    action: WebhookAction;
    actor: Actor;
    details?: Record<string, unknown>;
  },
): Promise<void> {
  const { row, action, actor } = given;
  const details = { topic: row.topic, ...given.details };
  const { organization_id: organizationId } = row;
  await insertAuditEvents(trx, organizationId, [
    {
      ...{ ...actor, action, details },
      ...{ object_type: 'webhook', object_id: organizationId },
      object_label: new URL(row.url).host,
    },
  ]);
}

/** What a program that is told no more had not heard yet is not kept for the next one. */
export async function forgetUntold(
  trx: Transaction<Tables>,
  { organizationId, topic }: WebhookPlace,
): Promise<void> {
  if (topic === 'alerts') await dropProgramNotices(trx, organizationId);
}
