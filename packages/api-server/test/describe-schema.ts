import type { Database } from '@rita/platform/database';
import type { Tables } from '../src/platform/db/tables.ts';

const IN_PUBLIC = `relnamespace = 'public'::regnamespace and relname not like 'kysely_%'`;

/** One line for each column, option, domain, constraint, index, trigger and function, as PostgreSQL itself writes them. */
const QUERIES = [
  `select format('table %s: %s %s%s%s%s', relname, attname, format_type(atttypid, atttypmod),
     case when attnotnull then ' not null' else '' end,
     case attidentity when 'a' then ' generated always as identity' else '' end,
     case when adbin is null then '' else ' default ' || pg_get_expr(adbin, adrelid) end) as line
   from pg_class join pg_attribute on attrelid = pg_class.oid
   left join pg_attrdef on adrelid = attrelid and adnum = attnum
   where ${IN_PUBLIC} and relkind = 'r' and attnum > 0 and not attisdropped
   order by relname, attnum`,
  `select format('table %s with (%s)', relname, array_to_string(reloptions, ', ')) as line
   from pg_class where ${IN_PUBLIC} and relkind = 'r' and reloptions is not null order by relname`,
  `select format('domain %s as %s %s', typname, format_type(typbasetype, typtypmod),
     pg_get_constraintdef(pg_constraint.oid)) as line
   from pg_type join pg_constraint on contypid = pg_type.oid
   where typnamespace = 'public'::regnamespace order by typname, conname`,
  // PostgreSQL 18 lists NOT NULL among the constraints; the columns say it already.
  `select format('constraint %s on %s: %s', conname, relname, pg_get_constraintdef(pg_constraint.oid)) as line
   from pg_constraint join pg_class on pg_class.oid = conrelid
   where ${IN_PUBLIC} and contype <> 'n' order by relname, conname`,
  `select pg_get_indexdef(indexrelid) as line from pg_index join pg_class on pg_class.oid = indrelid
   where ${IN_PUBLIC} order by 1`,
  `select pg_get_triggerdef(pg_trigger.oid) as line from pg_trigger join pg_class on pg_class.oid = tgrelid
   where ${IN_PUBLIC} and not tgisinternal order by 1`,
  `select pg_get_functiondef(oid) as line from pg_proc
   where pronamespace = 'public'::regnamespace and prokind = 'f'
     and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
   order by proname`,
];

export async function describeSchema(database: Database<Tables>): Promise<string> {
  const parts = [
    '-- The schema that the migrations make. Written by UPDATE_SCHEMA=1 in test/database.db.test.ts.',
  ];
  for (const query of QUERIES) {
    const { rows } = await database.executeSql(query);
    parts.push((rows as { line: string }[]).map(({ line }) => line.trimEnd()).join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}
