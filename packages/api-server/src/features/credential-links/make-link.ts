import {
  type CreateCredentialLinkRequest,
  type CredentialLink,
  type DataSourceType,
  sourceTypeOf,
} from '@rita/contracts';
import type { Transaction } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError, toFieldErrors } from '../../platform/http/problems.ts';
import { parseSettingChanges } from '../data-sources/check-settings.ts';
import { actorOf } from '../runs/actor.ts';
import { cancelLocked } from '../runs/cancel-run.ts';
import { lockConnection } from '../runs/lock-connections.ts';
import { deliverOutgoingWebhooks } from '../runs/outgoing-webhooks.ts';
import type { RunDeps } from '../runs/run-deps.ts';
import { mergeSettings } from '../runs/run-state.ts';
import { inTransactionOf } from '../session/as-writer.ts';
import { type FoundLink, insertLink, lockLink, lockOpenLinks } from './credential-links.store.ts';
import { auditLink, endLink } from './end-links.ts';
import { addressOf, endOf, isOfAccount } from './link-state.ts';
import { credentialLinkUrl, hashOfLinkToken, makeLinkToken } from './link-token.ts';

export type LinkDeps = RunDeps & { publicUrl: string };
type Asked = { principal: Principal; ip: string; connectionId: string };
type Locked = { row: DataSourceConnectionRow; now: Date };

/**
 * Makes a link for the credentials of one connection, in place of the one that there may be.
 *
 * @returns its address too, which nobody can read again
 * @throws ProblemError `not_found`, `forbidden`, `unknown_setting`, or `validation_failed` where the
 *   address is not complete
 */
export async function createLink(
  deps: LinkDeps,
  asked: Asked,
  { settings = {}, expires_in_days: days }: CreateCredentialLinkRequest,
): Promise<CredentialLink & { url: string }> {
  const token = makeLinkToken();
  const made = await inTransactionOf(deps.db, asked.principal, async (trx) => {
    const locked = await requireConnection(trx, asked);
    const { row } = locked;
    const changes = parseSettingChanges(row.type, settings);
    const merged = mergeSettings(row.settings, changes);
    requireAddress(row.type, merged);
    await endOpen(trx, { ...asked, ...locked }, 'superseded');
    const { organization_id, id: connection_id } = row;
    const id = await insertLink(trx, {
      ...{ organization_id, connection_id, settings: changes, days },
      token_hash: hashOfLinkToken(token),
      made_by: asked.principal.userId,
      address: addressOf(row.type, merged),
      address_before: addressOf(row.type, row.settings),
    });
    const link = await lockLink(trx, organization_id, id);
    if (link === undefined) throw new ProblemError('not_found');
    const details = { expires_at: link.expires_at.toISOString() };
    const actor = actorOf(asked.principal, asked.ip);
    await auditLink(trx, link, { action: 'credential_link.created', actor, details });
    return link;
  });
  tellConnector(deps);
  return { ...toLink(made), url: credentialLinkUrl(deps.publicUrl, token) };
}

/**
 * Ends the open link, and a verification that was started by it and is not over.
 *
 * @returns its id
 * @throws ProblemError `not_found`, also where no link is open; `forbidden`
 */
export async function revokeLink(deps: LinkDeps, asked: Asked): Promise<string> {
  const id = await inTransactionOf(deps.db, asked.principal, async (trx) => {
    const locked = await requireConnection(trx, asked);
    return endOpen(trx, { ...asked, ...locked }, 'revoked');
  });
  if (id === undefined) throw new ProblemError('not_found');
  tellConnector(deps);
  return id;
}

/** A link as those may see it who may make one. */
export function toLink(link: FoundLink): CredentialLink {
  return {
    id: link.id,
    made_by: link.maker_name,
    created_at: link.created_at.toISOString(),
    expires_at: link.expires_at.toISOString(),
    opened_at: link.opened_at?.toISOString() ?? null,
    end_reason: endOf(link),
  };
}

async function requireConnection(trx: Transaction<Tables>, asked: Asked): Promise<Locked> {
  const { principal, connectionId } = asked;
  const locked = await lockConnection(trx, principal.organizationId, connectionId);
  if (locked === undefined) throw new ProblemError('not_found');
  return locked;
}

async function endOpen(
  trx: Transaction<Tables>,
  { row, now, principal, ip }: Asked & Locked,
  reason: 'revoked' | 'superseded',
): Promise<string | undefined> {
  const [link] = await lockOpenLinks(trx, [row.organization_id], [row.id]);
  if (link === undefined) return undefined;
  const actor = actorOf(principal, ip);
  const end = endOf(link) ?? reason;
  await endLink(
    trx,
    link,
    end === reason ? { reason, actor } : { reason: end, actor: { actor_type: 'system' } },
  );
  const isRunning = row.run_id !== null && row.run_id === link.last_run_id;
  if (isRunning) await cancelLocked(trx, { row, now, principal, actor });
  return link.id;
}

/** All that says where is there; the account may be filled in by whoever has the link. */
function requireAddress(type: DataSourceType, settings: Record<string, unknown>): void {
  const { error } = sourceTypeOf(type).settings.safeParse(settings);
  if (error === undefined) return;
  const issues = error.issues.filter(({ path: [key] }) => !isOfAccount(type, String(key)));
  if (issues.length === 0) return;
  throw new ProblemError('validation_failed', { errors: toFieldErrors({ issues }, 'settings') });
}

function tellConnector(deps: RunDeps): void {
  deps.background.start('tell the connector', () => deliverOutgoingWebhooks(deps));
}
