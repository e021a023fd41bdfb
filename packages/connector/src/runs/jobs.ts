import type { Log } from '@rita/platform/log';
import { type Db as BossDb, fromKysely, PgBoss } from 'pg-boss';
import type { Database, Transact } from '../platform/db/tables.ts';
import { type Crew, createCrew } from './crew.ts';
import { startLookout } from './lookout.ts';
import type { Run } from './run.store.ts';

/** The work queue of this connector: each run is one job, and survives the death of a process. */
export type Jobs = {
  /** Adds the run's job in the caller's transaction. */
  add: (trx: Transact, run: JobRun) => Promise<void>;
  /**
   * There is a job to do, its transaction committed; without this it is found by the next look.
   *
   * @param kind absent: of any kind
   */
  wake: (kind?: Run['kind']) => void;
  /** Begins to perform jobs. A handler that throws has its run started again. */
  work: (perform: (runId: string) => Promise<void>) => Promise<void>;
  /** Takes no more jobs, and waits until those under way have ended. */
  close: () => Promise<void>;
};

type JobRun = { runId: string; kind: Run['kind']; connectionId: string };
type JobData = { run_id: string };

/** A job whose process is silent for so long is started again, by any process. */
const SILENCE_SECONDS = 10;
/** At most so often, while there are runs that have not ended. */
const CHECK_FOR_SILENCE_SECONDS = 1;
/** Upkeep by the queue itself, whatever happens. */
const UPKEEP_SECONDS = 60;
const LONGEST_JOB_SECONDS = 23 * 3600;
/** Of each worker by itself, in case that nobody sent it. */
const LOOK_ANYWAY_SECONDS = 30;
const QUEUES: Run['kind'][] = ['verification', 'sync', 'preview', 'access_check'];

export async function openJobs(options: {
  database: Database;
  log: Log;
  concurrency: Record<Run['kind'], number>;
}): Promise<Jobs> {
  const { database, log, concurrency } = options;
  const boss = new PgBoss({
    db: bossDatabase(database),
    ...(database.kind === 'pglite' ? { backend: 'pglite' as const } : {}),
    schema: 'jobs',
    schedule: false,
    monitorIntervalSeconds: CHECK_FOR_SILENCE_SECONDS,
    superviseIntervalSeconds: UPKEEP_SECONDS,
    // Jobs that wait for other jobs: there are none.
    flowIntervalSeconds: UPKEEP_SECONDS,
    openTelemetry: { enabled: false },
  });
  boss.on('error', (err) => log.error({ err, queue: 'jobs' }, 'job queue failed'));
  await boss.start();
  for (const queue of QUEUES) await boss.createQueue(queue, queueOptions);

  const crews = new Map<Run['kind'], Crew>();
  const wake = (kind?: Run['kind']) => {
    for (const [queue, crew] of crews) if (kind === undefined || queue === kind) crew.wake();
  };
  let lookout: ReturnType<typeof startLookout> | undefined;
  return {
    wake,
    add: async (trx, run) => {
      const data: JobData = { run_id: run.runId };
      await boss.send(run.kind, data, {
        id: run.runId,
        singletonKey: run.connectionId,
        db: fromKysely(trx),
      });
    },
    work: async (perform) => {
      for (const queue of QUEUES) {
        const crew = createCrew();
        crews.set(queue, crew);
        for (let left = concurrency[queue]; left > 0; left -= 1) {
          await addWorker({ boss, queue, crew, perform });
        }
      }
      const supervise = () => boss.supervise();
      lookout = startLookout({ database, log, onLive: { look: wake, supervise } });
    },
    close: async () => {
      await lookout?.close();
      await boss.stop({ graceful: true, close: false, timeout: 8_000 });
    },
  };
}

async function addWorker(given: {
  boss: PgBoss;
  queue: Run['kind'];
  crew: Crew;
  perform: (runId: string) => Promise<void>;
}): Promise<void> {
  const { boss, queue, crew, perform } = given;
  let worker: string | undefined;
  const atWork = crew.join(() => {
    if (worker !== undefined) boss.notifyWorker(worker);
  });
  const options = { pollingIntervalSeconds: LOOK_ANYWAY_SECONDS, heartbeatRefreshSeconds: 3 };
  worker = await boss.work<JobData>(queue, options, ([job]) =>
    atWork(async () => {
      if (job !== undefined) await perform(job.data.run_id);
    }),
  );
}

const queueOptions = {
  // At most one job of a connection is under way; the next one waits for it.
  policy: 'singleton',
  heartbeatSeconds: SILENCE_SECONDS,
  expireInSeconds: LONGEST_JOB_SECONDS,
  // Runs end by their own rules; a job that gave up would leave one behind for ever.
  retryLimit: 10_000,
  retryDelay: 1,
  deleteAfterSeconds: 24 * 3600,
};

function bossDatabase(database: Database): BossDb {
  return { executeSql: (text, values) => database.executeSql(text, values) };
}
