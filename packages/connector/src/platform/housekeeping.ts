import type { Log } from '@rita/platform/log';
import { sql } from 'kysely';
import type { Database } from './db/tables.ts';

const EVERY_MS = 30_000;

/** Removes what has served its purpose; any number of processes may do so at once. */
export function startHousekeeping(options: { database: Database; log: Log }): {
  close: () => void;
} {
  const timer = setInterval(() => {
    cleanUp(options.database).catch((err: unknown) => {
      options.log.warn({ err }, 'clean-up failed');
    });
  }, EVERY_MS);
  return { close: () => clearInterval(timer) };
}

export async function cleanUp({ kysely }: Database): Promise<void> {
  await sql`delete from vault_credential_sets where expires_at < now()`.execute(kysely);
  await sql`
    delete from vault_credential_sets where state = 'retired' and not exists (
      select from runs where runs.credential_set_id = vault_credential_sets.id
        and runs.state <> 'ended')`.execute(kysely);
  // The app sends a webhook again for at most seven days.
  await sql`delete from webhook_deliveries where received_at < now() - interval '8 days'`.execute(
    kysely,
  );
  // A signature counts for five minutes on either side of its time.
  await sql`delete from taken_questions where taken_at < now() - interval '30 minutes'`.execute(
    kysely,
  );
  // Whatever was sealed for a run cannot be opened any more by then; see decision 014.
  await sql`delete from spent_run_ids where spent_at < now() - interval '30 days'`.execute(kysely);
  // A late webhook is taken for ten minutes at most: its signature counts five on either side of its
  // time, and whoever sends it stops after one. A day is longer than clocks err, and short enough for an
  // id that comes back, as it does with a backup of the app.
  await sql`
    delete from forgotten_connections where forgotten_at < now() - interval '1 day'`.execute(
    kysely,
  );
  await sql`delete from connector_keys where retired_at < now() - interval '1 hour'`.execute(
    kysely,
  );
  await sql`delete from runs where ended_at < now() - interval '8 days'`.execute(kysely);
}
