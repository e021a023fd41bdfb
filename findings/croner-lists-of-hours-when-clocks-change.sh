#!/bin/sh
# croner 11.0.1: a time that is skipped or comes twice when clocks change is made good for a pattern of one time alone.
#
# Expected: what it promises of `0 2 * * *`, it keeps of `0 2,14 * * *`, whose first time is the same: on the day on which
#           02:00 does not exist, it runs at the end of the gap, and where 02:00 comes twice, once.
# Seen:     with one hour, both. With two hours, or two minutes of an hour, the run of that night is left out in March
#           and comes twice in October, in the same zone and the same night.
#
# Ends with 0 as long as it is seen, with 1 once that has changed. Needs Node.js and npm, which asks its registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact croner@11.0.1

cat >look.mjs <<'END'
import { readFileSync } from 'node:fs';
import { Cron } from 'croner';

console.log(`croner ${JSON.parse(readFileSync('node_modules/croner/package.json', 'utf8')).version}, Europe/Berlin`);

/** The runs of one night, from midnight to six as Berlin has it, in UTC. */
function runsOf(pattern, from, until) {
  const runs = new Cron(pattern, { timezone: 'Europe/Berlin' }).nextRuns(9, new Date(from));
  return runs.filter((run) => run < new Date(until)).map((run) => run.toISOString().slice(11, 16));
}
const NIGHTS = [
  ['clocks go forward', '2026-03-28T23:00:00Z', '2026-03-29T04:00:00Z', '01:00'],
  ['clocks go back', '2026-10-24T22:00:00Z', '2026-10-25T05:00:00Z', '00:00'],
];
const seen = ['0 2 * * *', '0 2,14 * * *', '0,30 2 * * *'].map((pattern) =>
  NIGHTS.map(([name, from, until, once]) => {
    const runs = runsOf(pattern, from, until);
    console.log(`${pattern}, ${name}: expected a run for 02:00 at ${once}, and once; seen ${runs.join(', ') || 'none'}`);
    return runs.length;
  }).join(),
);
process.exit(seen.join(' ') === '1,1 0,2 0,4' ? 0 : 1);
END
node look.mjs
