import { randomUUID } from 'node:crypto';
import type { Database } from '@rita/platform/database';
import type { Log } from '@rita/platform/log';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../../platform/db/tables.ts';
import { CHANGED_CHANNEL, parseAnnouncement } from '../runs/announce.ts';
import { ACCESS_CHANNEL } from './announce-access-change.ts';
import type { Hub } from './hub.ts';

const accessSchema = z.object({
  user_id: z.string().optional(),
  session_id: z.string().optional(),
  organization_id: z.string().optional(),
});

export type Listening = {
  /** Sends a notification to ourselves, so that its arrival can be told. */
  ping: () => Promise<void>;
  /** False when no ping of ours has come back for a while. */
  isListening: () => boolean;
  stop: () => Promise<void>;
};

const PING_CHANNEL = 'listener_ping';
const MAX_SILENCE_MS = 20_000;

/** Feeds the hub from the database's notifications. */
export async function listenForChanges(
  database: Database<Tables>,
  hub: Hub,
  log: Log,
): Promise<Listening> {
  const own = randomUUID();
  let heardAt = performance.now();
  const stops = [
    await database.listen(CHANGED_CHANNEL, {
      onNotification: (payload) => {
        const announcement = readNotification(parseAnnouncement, payload, log);
        if (announcement !== undefined) hub.announce(announcement);
      },
    }),
    await database.listen(ACCESS_CHANNEL, {
      onNotification: (payload) => {
        const change = readNotification(
          (text) => accessSchema.parse(JSON.parse(text)),
          payload,
          log,
        );
        if (change !== undefined) hub.recheck(change);
      },
      // Of both channels: all have the same connection, and whoever is still who they were has a snapshot.
      onReconnected: () => hub.recheck({}),
    }),
    await database.listen(PING_CHANNEL, {
      onNotification: (payload) => {
        if (payload === own) heardAt = performance.now();
      },
    }),
  ];
  return {
    ping: async () => {
      await sql`select pg_notify(${PING_CHANNEL}, ${own})`.execute(database.kysely);
    },
    isListening: () => performance.now() - heardAt < MAX_SILENCE_MS,
    stop: async () => {
      for (const stop of stops) await stop();
    },
  };
}

/** What a notification says; undefined, with a line in the log, where that is nothing of ours. */
export function readNotification<T>(
  parse: (payload: string) => T,
  payload: string,
  log: Log,
): T | undefined {
  try {
    return parse(payload);
  } catch (err) {
    log.warn({ err }, 'notification could not be read');
    return undefined;
  }
}
