#!/bin/sh
# kysely 0.29.9: queries that are put together by union, intersect and except are others once they are SQL.
#
# Expected: what stands before a call and what is handed to it are wholes: visible without (secret or departed), and
#           (own or shared) within the region; for `and` and `or` kysely writes the brackets. In SQL sets are put
#           together from left to right, and those of `intersect` before the others, unless brackets say otherwise
#           (PostgreSQL documentation, 7.4).
# Seen:     no brackets: (visible without secret) or departed, and own or (shared within the region). The database, here
#           PGlite 0.5.16, gives rows that were to be left out, and nothing says so.
#
# Ends with 0 as long as it is seen, with 1 once that has changed. Needs Node.js and npm, which asks its registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact kysely@0.29.9 @electric-sql/pglite@0.5.16

cat >look.mjs <<'END'
import { PGlite } from '@electric-sql/pglite';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';

const builder = new Kysely({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});
const idsOf = (table) => builder.selectFrom(table).select('id');
const postgres = await PGlite.create();
const tables = { visible: [1, 2, 3], secret: [2], departed: [4], own: [1, 2], shared: [3, 4], region: [2, 3] };
for (const [table, ids] of Object.entries(tables)) {
  await postgres.exec(`create table ${table} as select unnest(array[${ids}]) as id`);
}
const look = async (what, query, expected) => {
  const { sql } = query.compile();
  const { rows } = await postgres.query(sql);
  const seen = rows.map(({ id }) => id).sort();
  console.log(`${what}: expected ${expected}, seen ${seen}\n  ${sql}`);
  return String(seen);
};
const left = await look(
  'visible without (secret or departed)',
  idsOf('visible').except(idsOf('secret').union(idsOf('departed'))),
  [1, 3],
);
const within = await look(
  '(own or shared) within the region',
  idsOf('own').union(idsOf('shared')).intersect(idsOf('region')),
  [2, 3],
);
await postgres.close();
process.exit(left === '1,3,4' && within === '1,2,3' ? 0 : 1);
END
node look.mjs
