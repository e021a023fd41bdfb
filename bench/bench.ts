import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { benchAccess } from './access.ts';
import { benchAssistant } from './assistant.ts';
import { benchBroker4 } from './broker4/broker4.ts';
import { benchConvert } from './convert.ts';
import { benchFeed } from './feed.ts';
import { benchFormats } from './formats.ts';
import { benchGrowth } from './growth.ts';
import { benchLatency } from './latency.ts';
import { benchList } from './list.ts';
import { benchPage } from './page.ts';
import { benchQueue } from './queue.ts';
import { benchSearch } from './search.ts';
import { benchSearchFlood } from './search-flood.ts';
import { benchSearchHostile } from './search-hostile.ts';
import { benchSimulation } from './simulate.ts';
import { benchStart } from './start.ts';
import { benchStatusHttp } from './status-http.ts';
import { benchStreams } from './streams.ts';
import { benchSync } from './sync.ts';
import { benchWrites } from './writes.ts';

/** `npm run bench -- <name>`: each measures one promise of the product and prints it beside its floor. */
const BENCHES: Record<string, () => Promise<boolean>> = {
  queue: () => benchQueue(),
  // Nothing but processor time: no commit waits for the disk, neither the floor's nor ours.
  'queue-unflushed': () => benchQueue({ isDurable: false }),
  // Beside another checkout with `--base /path/to/checkout`.
  latency: benchLatency,
  streams: benchStreams,
  // `npm start` and each service alone: how long, and how much memory.
  start: benchStart,
  sync: benchSync,
  access: benchAccess,
  // Beside another checkout with `--base /path/to/checkout`, and its `node_modules`.
  list: benchList,
  writes: benchWrites,
  // Beside another checkout with `--base /path/to/checkout`.
  'status-http': benchStatusHttp,
  // Beside another checkout with `--base /path/to/checkout`.
  search: benchSearch,
  'search-flood': benchSearchFlood,
  'search-hostile': benchSearchHostile,
  // Beside another checkout with `--base /path/to/checkout`.
  assistant: benchAssistant,
  // The built client in Chromium; beside another checkout with `--base /path/to/checkout`.
  page: benchPage,
  // `--documents 20000 --changes 2000` for less of it.
  feed: benchFeed,
  // As root: it mounts a small disk, and unpacks a RabbitMQ 4 where there is none.
  broker4: benchBroker4,
  // Beside another checkout with `--base /path/to/checkout`.
  convert: benchConvert,
  // `--organizations 10000` for less of it.
  growth: benchGrowth,
  // What a million connections ask of each part, checked against two crowds of them.
  simulate: benchSimulation,
  // With the programs that make the files: see docs/bench.md.
  formats: benchFormats,
};

const [name = 'all'] = process.argv.slice(2);
// A goal that was missed is a failure, so that a script can tell.
process.exitCode = (await run(name)) ? 0 : 1;

async function run(asked: string): Promise<boolean> {
  if (asked === 'all') return runAll();
  const bench = BENCHES[asked];
  if (bench !== undefined) return bench();
  const names = ['all', ...Object.keys(BENCHES)].join(', ');
  console.error(`There is no bench “${asked}”, only: ${names}`);
  process.exit(2);
}

/** One after another, each in a process of its own, so that none begins with the memory of another. */
async function runAll(): Promise<boolean> {
  let areKept = true;
  for (const each of Object.keys(BENCHES)) {
    console.log(`\n=== ${each}`);
    const child = spawn(process.execPath, [import.meta.filename, each], { stdio: 'inherit' });
    const [code] = await once(child, 'exit');
    areKept &&= code === 0;
  }
  return areKept;
}
