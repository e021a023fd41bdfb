import { inChunks } from '../batches.ts';
import { failsAlone } from '../fails-alone.ts';
import type { FailedItem, SourceError, SyncPage, SyncRequest } from '../source.ts';
import { ARTICLES } from './articles.ts';
import type { CallMode } from './call-servicenow.ts';
import { findChosenBases, toListFailure, withoutIds } from './chosen-bases.ts';
import { openInstance } from './connect.ts';
import type { ServiceNowContext } from './context.ts';
import { externalIdOf, type Part } from './part.ts';
import { partsOf } from './parts-of.ts';
import { planSync } from './plan-sync.ts';
import { IDS_IN_ONE_QUERY, idsOf, readByIds } from './read-again.ts';
import { readStep } from './read-step.ts';
import { storedOf } from './stored-of.ts';
import { sweep } from './sweep.ts';
import { cursorSchema, type SyncState, stateSchema } from './sync-state.ts';
import { cell, type TableClient } from './table-client.ts';
import { findUnchosenArticles, unchosenTables } from './unchosen.ts';

const CALL_TIMEOUT_MS = 60_000;
/** More than these cannot be remembered for the next sync, which then lists everything. */
const MOST_RETRIED = 500;
const KNOWN_AT_ONCE = 1_000;

/**
 * Reads the articles and then the chosen tables, each in the order of sys_id. A first list has no
 * texts; texts are read for what changed. The next sync asks only for what changed since. A list
 * that cannot be read to its proven end is told of, and then nothing of it that was not met is removed
 * but what is not chosen any more.
 */
export async function* sync(
  context: ServiceNowContext,
  request: SyncRequest,
): AsyncIterable<SyncPage> {
  const mode: CallMode = { retry: 'patient', timeoutMs: () => CALL_TIMEOUT_MS };
  const instance = openInstance(context, mode);
  const { client } = instance;
  const { settings, now, signal } = context;
  const { parts, failed } = await partsOf(context, instance);
  const before = cursorSchema.safeParse(request.cursor).data;
  const bases = await findChosenBases(client, settings.knowledge_bases ?? [], before?.titles);
  const lacks = [...failed, ...bases.failed];
  const plan = { parts, cursor: request.cursor, settings, now };
  const state = request.checkpoint
    ? stateSchema.parse(request.checkpoint)
    : await planSync(client, { ...plan, titles: bases.titles });
  const hasBases = bases.failed.length === 0;
  const asking = { client, request, state, hasBases };
  const reading: Reading = { ...asking, failures: [], hasMet: !!request.checkpoint };
  if (lacks.length > 0) {
    state.isProven = false;
    yield { ...NOTHING, failed: lacks, checkpoint: structuredClone(state) };
  }
  if (state.mode === 'changes' && !request.checkpoint) yield* readRetried(reading, parts);
  for (; state.part < parts.length; state.part += 1, state.after = '') {
    const part = parts[state.part];
    if (part) yield* readPart(reading, part, signal);
  }
  const [first] = reading.failures;
  // Nothing of all that is chosen could be listed: then it is the source, and no part of it.
  if (first && !reading.hasMet) throw first;
  if (state.mode === 'everything' && !state.isProven) yield* removeUnchosen(reading, context);
  yield { ...NOTHING, checkpoint: null, end: endOf(state) };
}

/** A list that cannot be read for days keeps nothing that was taken out of the choice. */
async function* removeUnchosen(
  { client, request, state }: Reading,
  context: ServiceNowContext,
): AsyncIterable<SyncPage> {
  for await (const table of unchosenTables(request, context.settings)) {
    for await (const removed of storedOf(request, table)) {
      yield { ...NOTHING, removed, checkpoint: structuredClone(state) };
    }
  }
  try {
    const removed = await findUnchosenArticles(client, request, context);
    if (removed.length > 0) yield { ...NOTHING, removed, checkpoint: structuredClone(state) };
  } catch (error) {
    // The list of articles may be the one that cannot be read.
    if (!failsAlone(error)) throw error;
  }
}

const NOTHING = { documents: [], failed: [], unchanged: [] };

type Reading = {
  client: TableClient;
  request: SyncRequest;
  state: SyncState;
  /** Each chosen knowledge base was found; otherwise the list of articles leaves out some that are there. */
  hasBases: boolean;
  failures: SourceError[];
  /** Any record could be read, or any list to its end. */
  hasMet: boolean;
};

function endOf({ mode, isProven, next }: SyncState) {
  const cursor = next && { ...next, isWhole: isProven };
  return { isComplete: mode === 'everything' && isProven, cursor };
}

/** One part; when its list cannot be read to the end, the others are read all the same. */
async function* readPart(
  reading: Reading,
  part: Part,
  signal: AbortSignal,
): AsyncIterable<SyncPage> {
  const { state, failures } = reading;
  try {
    yield* readList(reading, part, signal);
  } catch (error) {
    if (!failsAlone(error)) throw error;
    failures.push(error);
    state.isProven = false;
    const failed = [toListFailure(part.table, part.label, error)];
    yield { ...NOTHING, failed, checkpoint: structuredClone(state), phase: part.label };
  }
}

async function* readList(
  reading: Reading,
  part: Part,
  signal: AbortSignal,
): AsyncIterable<SyncPage> {
  const { client, request, state } = reading;
  const { table, label } = part;
  const start = state.after;
  const since = `sys_updated_on>=${state.since[table] ?? ''}`;
  const groups = state.mode === 'changes' ? [since] : part.groups;
  const met = new Set<string>();
  const asked = { table, groups, fields: part.listFields, after: start };
  let isProven = table !== ARTICLES || reading.hasBases;
  for await (const { rows: all, unreadable, end } of sweep(client, asked)) {
    signal.throwIfAborted();
    if (end === 'unproven') {
      state.isProven = false;
      isProven = false;
    }
    reading.hasMet ||= end === 'proven';
    if (unreadable) {
      const failed = [toListFailure(table, label, withoutIds(unreadable))];
      yield { ...NOTHING, failed, checkpoint: structuredClone(state), phase: label };
    }
    for (const rows of inChunks(all, STEP)) {
      const step = await readStep(client, request, { part, rows });
      state.after = cell(rows.at(-1) ?? {}, 'sys_id');
      for (const row of rows) met.add(cell(row, 'sys_id'));
      reading.hasMet = true;
      yield toPage({ step, state, label });
    }
  }
  const isListed = (id: string) => id <= start || met.has(id);
  if (state.mode === 'everything' && isProven) yield* readUnlisted(reading, part, isListed);
}

/**
 * A list that is shorter than before is believed only when what it left out is not there either:
 * an instance that answers with nothing, for whatever reason, must not empty what is stored.
 */
async function* readUnlisted(
  { client, request, state }: Reading,
  part: Part,
  isListed: (sysId: string) => boolean,
): AsyncIterable<SyncPage> {
  const prefix = externalIdOf(part.table, '');
  for (let after = prefix; ; ) {
    const known = await request.knownDocuments(after, KNOWN_AT_ONCE);
    const own = known.filter(({ externalId }) => externalId.startsWith(prefix));
    const missing = idsOf(
      part,
      own.map(({ externalId }) => externalId),
    ).filter((id) => !isListed(id));
    for (const ids of inChunks(missing, IDS_IN_ONE_QUERY)) {
      const { step, missing: gone, isProven } = await readByIds(client, request, { part, ids });
      if (!isProven) state.isProven = false;
      // Said, for another list may not be whole, which is no reason to keep what is gone from this one.
      const away = isProven ? gone.map((id) => externalIdOf(part.table, id)) : [];
      const removed = [...step.removed, ...away];
      yield { ...toPage({ step, state, label: part.label }), removed };
    }
    after = known.at(-1)?.externalId ?? '';
    if (own.length < KNOWN_AT_ONCE) return;
  }
}

/** Documents that are read, converted and stored in one step. */
const STEP = 200;

function toPage(given: {
  step: Awaited<ReturnType<typeof readStep>>;
  state: SyncState;
  label: string;
}): SyncPage {
  const { step, state, label } = given;
  remember(state, step.failed);
  const { removed, ...rest } = step;
  return {
    ...rest,
    // In a complete list it is enough not to be met.
    ...(state.mode === 'changes' ? { removed } : {}),
    ...(state.total === null ? {} : { total: state.total }),
    phase: label,
    checkpoint: structuredClone(state),
  };
}

function remember(state: SyncState, failed: readonly FailedItem[]): void {
  if (!state.next) return;
  const retry = [...state.next.retry, ...failed.map(({ externalId }) => externalId)];
  state.next = retry.length > MOST_RETRIED ? null : { ...state.next, retry };
}

/** What failed last time has not changed since, so it is asked for by its ids. */
async function* readRetried(reading: Reading, parts: readonly Part[]): AsyncIterable<SyncPage> {
  const { client, request, state } = reading;
  const ids = cursorSchema.parse(request.cursor).retry;
  for (const part of parts) {
    for (const some of inChunks(idsOf(part, ids), IDS_IN_ONE_QUERY)) {
      try {
        const { step } = await readByIds(client, request, { part, ids: some });
        // No checkpoint: a sync that breaks off here asks for all of them again.
        yield { ...toPage({ step, state, label: part.label }), checkpoint: null };
      } catch (error) {
        if (!failsAlone(error)) throw error;
        reading.failures.push(error);
        state.isProven = false;
        const failed = [toListFailure(part.table, part.label, error)];
        yield { ...NOTHING, failed, checkpoint: null };
      }
    }
  }
}
