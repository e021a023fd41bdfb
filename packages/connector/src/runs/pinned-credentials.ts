import { SourceError } from '../sources/source.ts';
import type { CredentialSet } from '../vault/vault.ts';
import { ownerOf } from './run.store.ts';
import type { Work } from './work.ts';

/** A sync goes on with the credentials it began with, also when newer ones were verified meanwhile. */
export async function requirePinnedCredentials({ deps, run }: Work): Promise<CredentialSet> {
  const { kysely } = deps.database;
  if (run.credential_set_id !== null) {
    const pinned = await deps.vault.findSet(kysely, ownerOf(run), run.credential_set_id);
    if (pinned !== undefined) return pinned;
  }
  const active = await deps.vault.findActive(kysely, ownerOf(run));
  if (active === undefined) {
    throw new SourceError('credentials_required', 'The connector holds no credentials for this');
  }
  await kysely
    .updateTable('runs')
    .set({ credential_set_id: active.id })
    .where('run_id', '=', run.run_id)
    .execute();
  return active;
}
