import type { AuditAction } from '@rita/contracts';
import type { ParkedMessage } from '@rita/platform/queue/parked';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../../platform/db/tables.ts';
import { parseJson } from '../../platform/json.ts';
import { insertAuditEvents, NO_ORGANIZATION } from '../audit/audit.store.ts';
import { PARKING_REASONS } from './status-queue.ts';

/** The fields that are shown; anything else in a message may be somebody's text, or a secret. */
const SHOWN = [
  'type',
  'connection_id',
  'tenant_id',
  'run_id',
  'seq',
  'status',
  'error_code',
  'timestamp',
  'documents_processed',
  'documents_total',
  'documents_failed',
  'heartbeat_seconds',
];
const SHOWN_VALUE = /^[\w.:+-]{1,64}$/;

/** One line for each message. */
export function listParked(messages: readonly ParkedMessage[]): string {
  const lines = messages.map(({ id, parkedAt, reason, size }) =>
    [id, parkedAt, reason.padEnd(18), `${size} bytes`].join('  '),
  );
  return lines.length === 0 ? 'Nothing is parked.' : lines.join('\n');
}

/** What a message says, without anything that could be secret. */
export function showParked(message: ParkedMessage): string {
  const { id, reason, parkedAt, size, sha256, isBodyKept, body } = message;
  const meaning = Object.hasOwn(PARKING_REASONS, reason)
    ? PARKING_REASONS[reason as keyof typeof PARKING_REASONS]
    : 'unknown reason';
  return JSON.stringify(
    {
      id,
      reason,
      meaning,
      parked_at: parkedAt,
      size,
      sha256,
      message: isBodyKept ? maskMessage(body) : 'too large, not kept',
    },
    null,
    2,
  );
}

function maskMessage(body: string): unknown {
  const value = readBody(body);
  if (typeof value !== 'object' || value === null) return `${typeof value}, not shown`;
  const entries = Object.entries(value).map(([key, field], index) => {
    const isShown = SHOWN.includes(key) && SHOWN_VALUE.test(String(field));
    const name = /^\w{1,40}$/.test(key) ? key : `field ${index + 1}`;
    return [name, isShown ? field : `••• (${typeof field})`];
  });
  return Object.fromEntries(entries);
}

function readBody(body: string): unknown {
  try {
    return parseJson(body, 'mend');
  } catch {
    return undefined;
  }
}

/** What an operator does with one parked message. */
export type ParkedDeed = 'show' | 'replay' | 'discard';

const ACTIONS = {
  show: 'status_message.shown',
  replay: 'status_message.replayed',
  discard: 'status_message.discarded',
} as const satisfies Record<ParkedDeed, AuditAction>;

/**
 * Writes down what is about to be done with a message, for the organization that it belongs to:
 * before it is done, so that nothing happens without an entry.
 *
 * @param operator who does it, as the audit log names him
 */
export async function auditParked(
  db: Kysely<Tables>,
  message: ParkedMessage,
  { deed, operator }: { deed: ParkedDeed; operator: string },
): Promise<void> {
  const owner = await findOwner(db, message.body);
  const { sha256, reason, size } = message;
  await insertAuditEvents(db, owner?.organization_id ?? NO_ORGANIZATION, [
    {
      action: ACTIONS[deed],
      actor_type: 'system',
      actor_label: operator,
      object_type: 'data_source',
      object_id: owner?.id ?? sha256,
      object_label: owner?.name ?? null,
      details: { reason, size, sha256 },
    },
  ]);
}

/** The same for the list, which belongs to no organization. */
export async function auditParkedList(
  db: Kysely<Tables>,
  { queue, count, operator }: { queue: string; count: number; operator: string },
): Promise<void> {
  await insertAuditEvents(db, NO_ORGANIZATION, [
    {
      action: 'status_message.listed',
      actor_type: 'system',
      actor_label: operator,
      object_type: 'organization',
      object_id: NO_ORGANIZATION,
      object_label: queue,
      details: { count },
    },
  ]);
}

const ownerSchema = z.object({ connection_id: z.uuid(), tenant_id: z.string() });

/** The connection that the message is about, where it names it and its tenant rightly. */
async function findOwner(db: Kysely<Tables>, body: string) {
  const named = ownerSchema.safeParse(readBody(body));
  if (!named.success) return undefined;
  return db
    .selectFrom('data_source_connections')
    .select(['id', 'organization_id', 'name'])
    .where('organization_id', '=', named.data.tenant_id)
    .where('id', '=', named.data.connection_id)
    .executeTakeFirst();
}
