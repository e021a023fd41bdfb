import type { AuditAction, AuditEvent } from '@rita/contracts';
import type { Generated } from 'kysely';

export type AuditEventsTable = {
  /** Grows with each entry; order of the log. */
  position: Generated<number>;
  id: Generated<string>;
  organization_id: string;
  occurred_at: Generated<Date>;
  action: AuditAction;
  actor_type: AuditEvent['actor_type'];
  actor_id: string | null;
  actor_label: string | null;
  object_type: AuditEvent['object_type'];
  object_id: string;
  object_label: string | null;
  ip: string | null;
  details: Record<string, unknown>;
};

export type AuditSealsTable = {
  number: number;
  through_position: number;
  entries: number;
  /** Hexadecimal SHA-256. */
  hash: string;
  sealed_at: Date;
};
