import { listUnmetFailures } from '../documents/failed-item.store.ts';
import type { Db } from '../platform/db/tables.ts';
import type { Run } from '../runs/run.store.ts';
import type { SourceContext, SourceDriver, SyncPage } from '../sources/source.ts';

/** A driver may prepare for all of them, and a checkpoint comes no later than they are read. */
const AT_ONCE = 200;

/**
 * Reads just what earlier syncs could not read. What the run has met already is left out, so a run
 * that is started again goes on; nothing that was not read is taken as gone.
 */
export async function* readFailedAgain(
  { db, run }: { db: Db; run: Run },
  readAgain: NonNullable<SourceDriver['readAgain']>,
  context: SourceContext<never, never>,
): AsyncIterable<SyncPage> {
  let after = '';
  for (;;) {
    const items = await listUnmetFailures(db, run, { after, limit: AT_ONCE });
    const last = items.at(-1);
    if (last === undefined) break;
    yield* readAgain(context, items);
    after = last.externalId;
  }
  const end = { isComplete: false, cursor: null };
  yield { documents: [], failed: [], unchanged: [], checkpoint: null, end };
}
