import type { AuditAction, CredentialLinkEnd, DataSourceType } from '@rita/contracts';
import type { Kysely, Transaction } from 'kysely';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Db, Tables } from '../../platform/db/tables.ts';
import { insertAuditEvents, type NewAuditEvent } from '../audit/audit.store.ts';
import {
  deleteOldLinks,
  type FoundLink,
  lockLapsedLinks,
  lockOpenLinks,
  updateLink,
} from './credential-links.store.ts';
import { endOf, leadsThere } from './link-state.ts';

type Actor = Pick<NewAuditEvent, 'actor_type' | 'actor_id' | 'actor_label' | 'ip'>;
type LinkAction = Extract<AuditAction, `credential_link.${string}`>;

const SYSTEM: Actor = { actor_type: 'system' };
const BATCH = 100;
const KEPT_DAYS = 30;

const ACTIONS: Partial<Record<CredentialLinkEnd, LinkAction>> = {
  used: 'credential_link.used',
  expired: 'credential_link.expired',
};

/** Whoever has the link, as the audit log names them: by who made it. */
export function linkActor(link: FoundLink, ip: string | null = null): Actor {
  const label = `${link.maker_name} <${link.maker_email}>`;
  return { actor_type: 'link', actor_id: link.id, actor_label: label, ip };
}

/** An entry about a link stands with its connection. Belongs into the transaction of the change. */
export async function auditLink(
  db: Db,
  link: FoundLink,
  entry: { action: LinkAction; actor: Actor; details?: Record<string, unknown> },
): Promise<void> {
  const { action, actor, details } = entry;
  await insertAuditEvents(db, link.organization_id, [
    {
      ...actor,
      action,
      object_type: 'data_source',
      object_id: link.connection_id,
      object_label: link.connection_name,
      details: { link_id: link.id, ...details },
    },
  ]);
}

/** Writes down the end of a link that is locked. */
export async function endLink(
  trx: Db,
  link: FoundLink,
  { reason, actor }: { reason: CredentialLinkEnd; actor: Actor },
): Promise<void> {
  await updateLink(trx, link, { end_reason: reason });
  const action = ACTIONS[reason] ?? 'credential_link.revoked';
  const isSaid = action !== 'credential_link.revoked' || reason === 'revoked';
  await auditLink(trx, link, { action, actor, ...(isSaid ? {} : { details: { reason } }) });
}

/** Ends the link of a connection whose settings changed, where it leads elsewhere now. */
export async function endMovedLink(
  trx: Transaction<Tables>,
  row: {
    id: string;
    organization_id: string;
    type: DataSourceType;
    settings: Record<string, unknown>;
  },
  actor: Actor,
): Promise<void> {
  for (const link of await lockOpenLinks(trx, [row.organization_id], [row.id])) {
    if (!leadsThere(link, row)) await endLink(trx, link, { reason: 'address_changed', actor });
  }
}

export type Proof = {
  row: { id: string; organization_id: string; settings: Record<string, unknown> };
  runId: unknown;
};

/**
 * What verifications that succeeded make of the links of their connections: the one that the run was
 * started by is used, and one that leads elsewhere now is over.
 */
export async function settleLinks(
  trx: Transaction<Tables>,
  proofs: readonly Proof[],
): Promise<void> {
  if (proofs.length === 0) return;
  const organizations = proofs.map(({ row }) => row.organization_id);
  const links = await lockOpenLinks(
    trx,
    organizations,
    proofs.map(({ row }) => row.id),
  );
  for (const link of links) {
    const own = proofs.filter(({ row }) => row.id === link.connection_id);
    const last = own.at(-1);
    if (own.some(({ runId }) => runId === link.last_run_id)) {
      await endLink(trx, link, { reason: 'used', actor: linkActor(link) });
    } else if (last && !leadsThere(link, { type: link.type, settings: last.row.settings })) {
      await endLink(trx, link, { reason: 'address_changed', actor: SYSTEM });
    }
  }
}

/**
 * Writes down the end of links whose time is over, or whose maker may not configure any more. Such links
 * let nobody in before that either: each use looks at the same.
 */
export async function endLapsedLinks(db: Kysely<Tables>): Promise<void> {
  await inTransaction(db, async (trx) => {
    for (const link of await lockLapsedLinks(trx, BATCH)) {
      const reason = endOf(link);
      if (reason !== null) await endLink(trx, link, { reason, actor: SYSTEM });
    }
  });
  await deleteOldLinks(db, KEPT_DAYS);
}
