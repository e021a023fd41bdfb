import { ALERT_KINDS } from '@rita/contracts';
import { sql } from 'kysely';

/** What the program of an organization is told; who has not chosen, all. `change_webhooks` is read. */
export const TOLD_TO_PROGRAM = sql<
  string[]
>`coalesce(change_webhooks.kinds, ${[...ALERT_KINDS]}::text[])`;

/** What a member is told; who has not said so, as the role has it. `recipient` and `member` are joined. */
export const WANTED = sql<string[]>`coalesce(recipient.kinds,
  case when member.role in ('owner', 'admin') then ${[...ALERT_KINDS]}::text[] else '{}' end)`;
