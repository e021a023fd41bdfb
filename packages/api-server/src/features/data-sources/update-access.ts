import { restrictedDocuments, type UpdateAccessRequest } from '@rita/contracts';
import type { ConnectionAccessRow } from '../../platform/db/access-tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { lockAccessRows } from '../runs/access-row.store.ts';
import type { AccessChanges } from '../runs/access-run.ts';
import { actorOf } from '../runs/actor.ts';
import { lockConnection } from '../runs/lock-connections.ts';
import type { RunDeps } from '../runs/run-deps.ts';
import type { RunAudit } from '../runs/run-state.ts';
import { writeAccess } from '../runs/write-access.ts';
import { inTransactionOf } from '../session/as-writer.ts';

/**
 * Chooses who may find a connection's documents and how often permissions are read. Letting
 * everybody find them is an owner's word, and the log says how many documents it was about.
 *
 * @throws ProblemError `not_found`, `owner_required`
 */
export async function updateAccess(
  deps: RunDeps,
  asked: { principal: Principal; ip: string; connectionId: string },
  body: UpdateAccessRequest,
): Promise<void> {
  const { principal, ip, connectionId } = asked;
  if (body.mode !== undefined && principal.role !== 'owner')
    throw new ProblemError('owner_required');
  const mayDecide = body.mode === undefined ? {} : { role: 'owner' as const };
  await inTransactionOf(
    deps.db,
    principal,
    async (trx) => {
      const locked = await lockConnection(trx, principal.organizationId, connectionId);
      const [access] = await lockAccessRows(trx, [connectionId]);
      if (locked === undefined || access === undefined) throw new ProblemError('not_found');
      const { changes, audit } = changesOf(access, body, locked.now);
      if (Object.keys(changes).length === 0) return;
      const actor = actorOf(principal, ip);
      await writeAccess(trx, { ...locked, access }, { changes, audit, actor });
    },
    mayDecide,
  );
}

function changesOf(
  access: ConnectionAccessRow,
  { mode, every_minutes: minutes }: UpdateAccessRequest,
  now: Date,
): { changes: AccessChanges; audit: RunAudit[] } {
  const changes: AccessChanges = {};
  const audit: RunAudit[] = [];
  if (mode !== undefined && mode !== access.mode) {
    changes.mode = mode;
    const restricted = restrictedDocuments(access.summary);
    const counted = restricted === null ? {} : { restricted_documents: restricted };
    audit.push({ action: 'access.mode_changed', details: { mode, ...counted } });
  }
  if (minutes !== undefined && minutes !== access.every_minutes) {
    changes.every_minutes = minutes;
    audit.push({ action: 'data_source.updated', details: { fields: ['every_minutes'] } });
    const planned = new Date(now.getTime() + minutes * 60_000);
    // Sooner counts at once; what was planned for an earlier moment stays.
    if (access.next_check_at !== null && access.next_check_at > planned) {
      changes.next_check_at = planned;
    }
  }
  return { changes, audit };
}
