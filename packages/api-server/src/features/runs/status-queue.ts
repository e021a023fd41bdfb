import { type DataSourceStatusMessage, dataSourceStatusMessageSchema } from '@rita/contracts';
import type { Database } from '@rita/platform/database';
import { isDatabaseAway } from '@rita/platform/database-away';
import type { Log } from '@rita/platform/log';
import { openQueueConsumer, type QueueConsumer } from '@rita/platform/queue/consumer';
import { PassingFailure, type QueueMessage, type Verdict } from '@rita/platform/queue/handling';
import { SignatureError, type WebhookSigner } from '@rita/platform/signed-webhook';
import type { Tables } from '../../platform/db/tables.ts';
import { parseJson } from '../../platform/json.ts';
import { applyStatusMessages, type PlaceInLine } from './apply-status-messages.ts';
import type { RunDeps } from './run-deps.ts';

/** Why a status message lies in the parked queue. */
export const PARKING_REASONS = {
  too_large: 'larger than 256 KiB',
  malformed: 'not JSON that we read: broken, too deep, or with a forbidden key',
  invalid: 'not a status message: a field is missing or wrong',
  foreign_tenant: 'the connection belongs to another tenant',
  unsigned: 'not signed with CONNECTOR_WEBHOOK_SECRET, as REQUIRE_SIGNED_STATUS asks',
  unknown_connection: 'there is no such connection',
  handler_failed: 'it made the app fail three times',
  delivered_too_often: 'it was in hand each time when one of forty processes died',
  dropped_by_broker: 'the broker gave it up: it was delivered too often, or stayed too long',
} as const;
export type ParkingReason = keyof typeof PARKING_REASONS;

/**
 * Applies what connectors publish on the status queue, by the same path as the signed callback:
 * size, JSON, schema, run rules. Acknowledged after the commit; held while the database cannot be written.
 *
 * @param options `signer`: only what it finds signed counts; absent, every publisher is believed
 */
export function openStatusQueue(
  deps: RunDeps & { database: Database<Tables> },
  { signer, ...broker }: StatusQueueOptions,
): QueueConsumer {
  return openQueueConsumer({
    ...broker,
    log: deps.log,
    isReady: deps.database.isUp,
    handleBatch: async (messages, place) => {
      const read = signer
        ? readSignedMessages(signer, messages, deps.log)
        : messages.map(readStatusMessage);
      const outcomes = await applyReadable(deps, read, place);
      return read.map((message) => ('park' in message ? message : verdictOf(outcomes.shift())));
    },
  });
}

export type StatusQueueOptions = {
  url: string;
  queue: string;
  managementUrl?: string | undefined;
  signer?: Signer | undefined;
};

type Signer = Pick<WebhookSigner, 'verifyStored'>;

function readSignedMessages(signer: Signer, messages: readonly QueueMessage[], log: Log): Read[] {
  const read = messages.map((message) =>
    isSigned(signer, message) ? readStatusMessage(message) : UNSIGNED,
  );
  const count = read.filter((one) => one === UNSIGNED).length;
  if (count > 0) log.warn({ count, security_event: 'unsigned_status' }, 'status messages refused');
  return read;
}

function isSigned(signer: Signer, { headers, body }: QueueMessage): boolean {
  try {
    signer.verifyStored({ headers, body: body.toString('utf8') });
    return true;
  } catch (error) {
    if (error instanceof SignatureError) return false;
    throw error;
  }
}

type Read = { message: DataSourceStatusMessage } | { park: ParkingReason };
const UNSIGNED: Read = { park: 'unsigned' };

/** Parses one message, once; the broker's word for its content type does not count. */
export function readStatusMessage({ body }: Pick<QueueMessage, 'body'>): Read {
  let value: unknown;
  try {
    value = parseJson(body.toString('utf8'), 'mend');
  } catch {
    return { park: 'malformed' };
  }
  const parsed = dataSourceStatusMessageSchema.safeParse(value);
  return parsed.success ? { message: parsed.data } : { park: 'invalid' };
}

async function applyReadable(
  deps: RunDeps,
  read: Read[],
  place: PlaceInLine,
): ReturnType<typeof applyStatusMessages> {
  const messages = read.flatMap((one) => ('message' in one ? [one.message] : []));
  if (messages.length === 0) return [];
  try {
    return await applyStatusMessages(deps, messages, place);
  } catch (error) {
    throw isDatabaseAway(error) ? new PassingFailure(error) : error;
  }
}

function verdictOf(outcome: string | undefined): Verdict {
  if (outcome === 'foreign') return { park: 'foreign_tenant' satisfies ParkingReason };
  if (outcome === 'unknown') return { park: 'unknown_connection' satisfies ParkingReason };
  return { done: true };
}
