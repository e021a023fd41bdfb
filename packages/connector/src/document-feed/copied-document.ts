import { type RawBuilder, sql } from 'kysely';

const orNull = (json: RawBuilder<unknown>) => sql`coalesce(${json}, 'null')`;

const text = (column: string) => orNull(sql`to_json(${sql.ref(column)})::text`);

/** As JSON has moments: with milliseconds, in UTC. */
const moment = (column: string) =>
  orNull(
    sql`to_char(${sql.ref(column)} at time zone 'UTC', '"\\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\\""')`,
  );

const parts = sql`
  '{"id":"', id, '","connection_id":"', connection_id, '","connection_type":"', connection_type,
  '","title":', ${text('title')}, ',"url":', ${text('url')}, ',"path":', path,
  ',"author":', ${text('author')}, ',"updated_at":', ${moment('updated_at')},
  ',"created_at":', ${moment('created_at')}, ',"fetched_at":', ${moment('fetched_at')},
  ',"body":', ${text('body')}, '}'`;

/**
 * `copiedDocumentSchema` as JSON text that the database writes, so that a document passes through us
 * as bytes. Put together by hand: `json_build_object` takes a fifth longer, and texts are escaped
 * by the database all the same.
 */
export const copiedDocument: RawBuilder<string> = sql`concat(${parts})`;

/** The same as a line of an export. */
export const exportedDocument: RawBuilder<string> = sql`
  concat('{"type":"document","document":', ${parts}, '}')`;
