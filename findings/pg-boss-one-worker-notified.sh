#!/bin/sh
# pg-boss 12.38.0: the id that `work` returns wakes one of the workers that it started, and no other.
#
# Expected: `work` with `localConcurrency: 3` returns one id for its three workers, `offWork` stops all of them, and
#           `notifyWorker` with that id has whoever is free fetch at once. While one job is under way, a second one
#           that was sent and notified begins right away.
# Seen:     only the first of the three is woken. While that one performs a job, the notification changes nothing, and
#           the second job waits until another worker's polling interval is over; nothing says so.
#
# Ends with 0 as long as it is seen, with 1 once that has changed. Needs Node.js and npm, which asks its registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact pg-boss@12.38.0 @electric-sql/pglite@0.5.16

cat >look.mjs <<'END'
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { PgBoss } from 'pg-boss';

const { version } = JSON.parse(readFileSync('node_modules/pg-boss/package.json', 'utf8'));
console.log(`pg-boss ${version}`);

const database = await PGlite.create();
const executeSql = async (text, values) => {
  if (values?.length) return database.query(text, values);
  const results = await database.exec(text);
  return results.length > 1 ? results : (results[0] ?? { rows: [] });
};
const boss = new PgBoss({ db: { executeSql }, backend: 'pglite', supervise: false, schedule: false });
boss.on('error', console.error);
await boss.start();
await boss.createQueue('mails');

const begun = [];
let letGo;
const isOver = new Promise((resolve) => {
  letGo = resolve;
});
const id = await boss.work(
  'mails',
  { localConcurrency: 3, pollingIntervalSeconds: 20 },
  async ([job]) => {
    begun.push(job.data.number);
    await isOver;
  },
);
// Whatever the workers fetched when they began, they wait now.
await wait(1_500);
const begins = async (number) => {
  await boss.send('mails', { number });
  boss.notifyWorker(id);
  await wait(2_000);
  return begun.includes(number);
};
const first = await begins(1);
const second = await begins(2);
console.log(`begun within 2 s of its notification: the first ${first}, the second, with two workers free, ${second}`);
await boss.offWork('mails', { id, wait: false });
letGo();
await boss.stop({ graceful: false, close: false });
await database.close();
process.exit(first && !second ? 0 : 1);
END
node look.mjs
