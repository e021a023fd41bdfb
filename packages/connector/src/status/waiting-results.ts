import type { ConnectorInfo } from '@rita/contracts';
import type { Database } from '../platform/db/tables.ts';
import { summarizeWaiting } from './outbox.store.ts';
import type { StatusPublisher } from './status-publisher.ts';

type WaitingResults = NonNullable<ConnectorInfo['results']>;

/** Longer than a delivery takes, with its second attempt. */
const STUCK_AFTER_SECONDS = 15;
/** Anybody may ask, and each answer is a question to the database. */
const KEPT_MS = 2_000;

/** What waits to be delivered to the app, and who does not take it. Never fails. */
export function watchWaitingResults({
  database,
  publisher,
}: {
  database: Database;
  publisher: Pick<StatusPublisher, 'state'>;
}): () => Promise<WaitingResults | undefined> {
  let known: { answer: Promise<WaitingResults | undefined>; until: number } | undefined;

  async function look(): Promise<WaitingResults> {
    const { waiting, oldest_seconds } = await summarizeWaiting(database.kysely);
    const { to, isTaking } = publisher.state();
    const isStuck = waiting > 0 && (!isTaking || oldest_seconds >= STUCK_AFTER_SECONDS);
    return { waiting, oldest_seconds, held_up_by: isStuck ? to : null };
  }

  return () => {
    if (known === undefined || performance.now() >= known.until) {
      const answer = look().catch(() => undefined);
      known = { answer, until: performance.now() + KEPT_MS };
    }
    return known.answer;
  };
}
