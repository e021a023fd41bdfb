import { isDeepStrictEqual } from 'node:util';
import type { Reading } from '@rita/contracts';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { insertAuditEvents } from '../audit/audit.store.ts';
import { readingOf, requireShowable } from '../documents/reading.ts';
import { actorOf } from '../runs/actor.ts';
import { checkLines } from './check-lines.ts';
import type { FeedDeps } from './feed-deps.ts';
import { isOfAny, listOwnConnections } from './own-documents.ts';
import { requireFeed } from './require-feed.ts';
import { watchExport } from './watch-export.ts';
import { writeExport } from './write-export.ts';

type Exporting = {
  principal: Principal;
  request: FastifyRequest;
  /** Aborted when whoever exports has gone. */
  signal: AbortSignal;
  /** Asks again who exports. */
  recheck: () => Promise<Principal | undefined>;
};

/** `signal` is aborted when it has to end at once, taken or not. */
export type OpenExport = { lines: AsyncIterable<Uint8Array>; signal: AbortSignal };

/**
 * Everything that somebody may read, as JSON Lines with a manifest behind them.
 *
 * @throws ProblemError `feed_not_supported`, `access_not_supported`, `documents_unavailable`,
 *   `too_many_exports`, `too_many_requests`
 */
export async function exportDocuments(
  deps: FeedDeps,
  { principal, request, signal, recheck }: Exporting,
): Promise<OpenExport> {
  const { db, connector, cursors, limits } = deps;
  const { organizationId } = principal;
  const asked = await readingOf(deps, principal);
  requireShowable(asked, undefined);
  await requireFeed(connector);
  const leave = await limits.begin(principal);
  try {
    const ended = new AbortController();
    const either = AbortSignal.any([signal, ended.signal]);
    const question = { ...asked.reading, tenant_id: organizationId };
    const chunks = await connector.exportDocuments(question, either);
    if (chunks === undefined) throw new ProblemError('documents_unavailable');
    const own = await listOwnConnections(db, organizationId);
    const checked = checkLines(chunks, isOfAny(own));
    const watch = watchExport({
      isAllowed: async () =>
        (await readsTheSame(deps, asked.reading, await recheck())) &&
        // Of a connection that was removed nothing is sent any more, and what was read ahead may be of it.
        hasAll(await listOwnConnections(db, organizationId), own),
      end: (reason) => ended.abort(reason),
    });
    let documents: number | undefined;
    const written = writeExport(checked, {
      seal: (cursor) => cursors.seal(principal, cursor),
      onWhole: (count) => {
        documents = count;
      },
    });
    const lines = whileTaken(written, watch.taken, async () => {
      watch.stop();
      leave();
      await auditExport(deps, { principal, ip: request.ip, documents });
    });
    return { lines, signal: ended.signal };
  } catch (error) {
    leave();
    throw error;
  }
}

/** Whether somebody may still read what they could, by themselves and with what was opened to them. */
async function readsTheSame(
  deps: FeedDeps,
  before: Reading,
  principal: Principal | undefined,
): Promise<boolean> {
  if (principal === undefined) return false;
  const scopes = principal.program?.scopes;
  if (scopes !== undefined && !scopes.includes('documents:read')) return false;
  const { reading } = await readingOf(deps, principal);
  return isDeepStrictEqual(reading, before);
}

function hasAll(now: ReadonlySet<string>, before: ReadonlySet<string>): boolean {
  return [...before].every((id) => now.has(id));
}

async function* whileTaken(
  parts: AsyncIterable<Uint8Array>,
  taken: () => void,
  end: () => Promise<void>,
): AsyncIterable<Uint8Array> {
  try {
    for await (const part of parts) {
      yield part;
      taken();
    }
  } finally {
    await end();
  }
}

/** Everything at once is more than single documents: the log says who took it, and whether all of it. */
async function auditExport(
  { db }: FeedDeps,
  { principal, ip, documents }: { principal: Principal; ip: string; documents: number | undefined },
): Promise<void> {
  const { organizationId, organizationName } = principal;
  await insertAuditEvents(db, organizationId, [
    {
      ...actorOf(principal, ip),
      action: 'documents.exported',
      ...{ object_type: 'organization', object_id: organizationId, object_label: organizationName },
      details: documents === undefined ? { is_whole: false } : { is_whole: true, documents },
    },
  ]);
}
