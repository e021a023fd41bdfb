import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Test files that mostly wait, the longest first. Begun last, they would keep one worker idle. */
const LONGEST = [
  'api-server/test/database-outage.queue.test.ts',
  'api-server/test/database-pressure.queue.test.ts',
  'api-server/test/process-death.queue.test.ts',
  'platform/src/queue/faults.queue.test.ts',
  'scripts/cluster/cluster.queue.test.ts',
  'api-server/test/broker-faults.queue.test.ts',
  'platform/src/queue/broker.queue.test.ts',
  'connector/test/leak-matrix.db.test.ts',
  'connector/test/kill-resume.db.test.ts',
  'connector/src/sources/sharepoint/sync.test.ts',
  'connector/src/sources/sharepoint/later-sync.test.ts',
];

/** A fresh clone has no memory of how long its tests took, so this says it. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const place = LONGEST.findIndex((name) => moduleId.endsWith(name));
  return place < 0 ? LONGEST.length : place;
}
