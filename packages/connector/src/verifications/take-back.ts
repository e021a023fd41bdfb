import { sql } from 'kysely';
import type { Transact } from '../platform/db/tables.ts';
import type { Owner, Vault } from '../vault/vault.ts';

/**
 * A cancel that comes after its verification had succeeded: the app counts it as cancelled, whoever
 * was first here. So what it proved is not the connection's own: the credentials before are it again,
 * and where there were none, none are held. Those that are gone by now cannot be had back.
 */
export async function takeBackVerified(
  { vault }: { vault: Vault },
  trx: Transact,
  { owner, runId }: { owner: Owner; runId: string },
): Promise<void> {
  const { tenantId, connectionId } = owner;
  const { rows } = await sql<{ set_id: string; is_only: boolean }>`
    select credential_set_id as set_id, not exists (select from runs other
        where other.tenant_id = runs.tenant_id and other.connection_id = runs.connection_id
          and other.run_id <> runs.run_id and other.kind = 'verification'
          and other.outcome = 'success') as is_only
    from runs where run_id = ${runId}::uuid and tenant_id = ${tenantId}
      and connection_id = ${connectionId}::uuid and kind = 'verification'
      and outcome = 'success' and credential_set_id is not null`.execute(trx);
  const [verified] = rows;
  if (verified === undefined) return;
  await vault.takeBack(trx, owner, verified.set_id, { orNone: verified.is_only });
}
