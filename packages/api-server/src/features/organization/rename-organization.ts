import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { Asked } from '../account/confirm-person.ts';
import { insertAuditEvents } from '../audit/audit.store.ts';
import { announceAccessChange } from '../live/announce-access-change.ts';
import { actorOf } from '../runs/actor.ts';
import { inTransactionOf } from '../session/as-writer.ts';
import { updateOrganizationName } from './organization.store.ts';

/** @throws ProblemError `owner_required`, `forbidden` */
export async function renameOrganization(
  db: Kysely<Tables>,
  { principal, ip }: Asked,
  name: string,
): Promise<{ id: string; name: string }> {
  const { organizationId: id } = principal;
  await inTransactionOf(
    db,
    principal,
    async (trx) => {
      const before = await trx
        .selectFrom('organizations')
        .select('name')
        .where('id', '=', id)
        .forNoKeyUpdate()
        .executeTakeFirst();
      if (before === undefined) throw new ProblemError('not_found');
      if (before.name === name) return;
      await updateOrganizationName(trx, id, name);
      // Open browsers get a snapshot anew, at which they read who they are and where.
      await announceAccessChange(trx, { organization_id: id });
      await insertAuditEvents(trx, id, [
        {
          ...actorOf(principal, ip),
          action: 'organization.renamed',
          object_type: 'organization',
          object_id: id,
          object_label: name,
          details: { previous_name: before.name },
        },
      ]);
    },
    { role: 'owner' },
  );
  return { id, name };
}
