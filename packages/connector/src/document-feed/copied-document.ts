import { type RawBuilder, sql } from 'kysely';

/** A moment as JSON has it: with milliseconds, in UTC. */
const moment = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** `copiedDocumentSchema` as the database writes it, so that a document passes through us as bytes. */
export const copiedDocument: RawBuilder<string> = sql`json_build_object(
  'id', id, 'connection_id', connection_id, 'connection_type', connection_type, 'title', title,
  'url', url, 'path', path, 'author', author, 'updated_at', ${moment('updated_at')},
  'created_at', ${moment('created_at')}, 'fetched_at', ${moment('fetched_at')}, 'body', body)`;
