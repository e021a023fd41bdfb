import { inChunks } from '../batches.ts';
import type { FailedItem, SyncPage, SyncRequest } from '../source.ts';
import { readAccess } from './access.ts';
import type { CallMode } from './call-servicenow.ts';
import { openInstance } from './connect.ts';
import type { ServiceNowContext } from './context.ts';
import type { Part } from './part.ts';
import { partsOf } from './parts-of.ts';
import { planSync } from './plan-sync.ts';
import { IDS_IN_ONE_QUERY, idsOf, readByIds } from './read-again.ts';
import { readStep } from './read-step.ts';
import { requireBases } from './require-bases.ts';
import { sweep } from './sweep.ts';
import { cursorSchema, type SyncState, stateSchema } from './sync-state.ts';
import { cell, type TableClient } from './table-client.ts';

const CALL_TIMEOUT_MS = 60_000;
/** More than these cannot be remembered for the next sync, which then lists everything. */
const MOST_RETRIED = 500;

/**
 * Reads the articles and then the chosen tables, each in the order of sys_id. A first list has no
 * texts; texts are read for what changed. The next sync asks only for what changed since.
 */
export async function* sync(
  context: ServiceNowContext,
  request: SyncRequest,
): AsyncIterable<SyncPage> {
  const mode: CallMode = { retry: 'patient', timeoutMs: () => CALL_TIMEOUT_MS };
  const instance = openInstance(context, mode);
  const { client } = instance;
  const access = await readAccess(client);
  const parts = await partsOf(context, instance, access);
  const state = request.checkpoint
    ? stateSchema.parse(request.checkpoint)
    : await planSync(client, {
        parts,
        cursor: request.cursor,
        access: access.fingerprint,
        settings: context.settings,
        now: context.now,
      });
  if (state.mode === 'everything') await requireBases(client, context.settings.knowledge_bases);
  else if (!request.checkpoint) yield* readRetried({ client, request, parts, state });
  for (; state.part < parts.length; state.part += 1, state.after = '') {
    const part = parts[state.part];
    if (part) yield* readPart({ client, request, part, state, signal: context.signal });
  }
  const isComplete = state.mode === 'everything' && state.isProven;
  const end = { isComplete, cursor: state.isProven ? state.next : null };
  yield { documents: [], failed: [], unchanged: [], checkpoint: null, end };
}

type Reading = { client: TableClient; request: SyncRequest; state: SyncState };

async function* readPart(
  reading: Reading & { part: Part; signal: AbortSignal },
): AsyncIterable<SyncPage> {
  const { client, request, part, state, signal } = reading;
  const isChanges = state.mode === 'changes';
  const since = `sys_updated_on>=${state.since[part.table] ?? ''}`;
  const groups = isChanges ? [since] : part.groups;
  const { table, listFields } = part;
  for await (const page of sweep(client, {
    table,
    groups,
    fields: listFields,
    after: state.after,
  })) {
    signal.throwIfAborted();
    if (page.end === 'unproven') state.isProven = false;
    for (let start = 0; start < page.rows.length; start += STEP) {
      const rows = page.rows.slice(start, start + STEP);
      const step = await readStep(client, request, { part, rows });
      state.after = cell(rows.at(-1) ?? {}, 'sys_id');
      yield toPage({ step, state, label: part.label });
    }
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
async function* readRetried(
  reading: Reading & { parts: readonly Part[] },
): AsyncIterable<SyncPage> {
  const { client, request, parts, state } = reading;
  const ids = cursorSchema.parse(request.cursor).retry;
  for (const part of parts) {
    for (const some of inChunks(idsOf(part, ids), IDS_IN_ONE_QUERY)) {
      const { step } = await readByIds(client, request, { part, ids: some });
      // No checkpoint: a sync that breaks off here asks for all of them again.
      yield { ...toPage({ step, state, label: part.label }), checkpoint: null };
    }
  }
}
