import { insertAuditEvents, NO_ORGANIZATION } from '../audit/audit.store.ts';
import type { RunDeps } from '../runs/run-deps.ts';

/** Writes down, at each start, that the operator allows credentials to be sent unsealed. */
export async function auditPlainAllowed({ db, log }: Pick<RunDeps, 'db' | 'log'>): Promise<void> {
  log.warn(
    { security_event: 'plain_credentials_allowed' },
    'SEALED_CREDENTIALS=optional: a connector that never showed a key is sent plain credentials',
  );
  await insertAuditEvents(db, NO_ORGANIZATION, [
    {
      action: 'credentials.plain_allowed',
      actor_type: 'system',
      object_type: 'organization',
      object_id: NO_ORGANIZATION,
      details: { setting: 'SEALED_CREDENTIALS', value: 'optional' },
    },
  ]);
}
