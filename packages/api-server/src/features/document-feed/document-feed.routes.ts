import { addAbortSignal, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { exportDocuments as exportRoute, listDocumentChanges } from '@rita/contracts';
import { whileAwaited } from '@rita/platform/while-awaited';
import type { FastifyInstance } from 'fastify';
import { mount } from '../../platform/http/mount.ts';
import type { ReadingLimits } from '../documents/reading-limits.ts';
import { createCopyCursors } from './copy-cursor.ts';
import { exportDocuments } from './export-documents.ts';
import { createExportLimits } from './export-limits.ts';
import type { FeedDeps } from './feed-deps.ts';
import { listChanges } from './list-changes.ts';

type Given = Pick<FeedDeps, 'db' | 'connector'> & { readingLimits: ReadingLimits; secret: string };

/** For programs that keep a copy of what somebody may read: what changed, and all of it at once. */
export function registerDocumentFeed(
  app: FastifyInstance,
  { db, connector, readingLimits, secret }: Given,
): void {
  const limits = { ...readingLimits, ...createExportLimits(readingLimits) };
  const deps: FeedDeps = { db, connector, limits, cursors: createCopyCursors(secret) };

  mount(
    app,
    listDocumentChanges,
  )(async ({ principal, query, reply }) =>
    listChanges(deps, { principal, signal: whileAwaited(reply.raw) }, query),
  );

  mount(
    app,
    exportRoute,
  )(async ({ principal, request, reply }) => {
    const { lines, signal } = await exportDocuments(deps, {
      ...{ principal, request },
      signal: whileAwaited(reply.raw),
      recheck: () => app.authenticate(request),
    });
    // Nothing is read ahead of whoever takes it but a few chunks.
    const body = Readable.from(lines, { objectMode: true, highWaterMark: 1 });
    addAbortSignal(signal, body);
    reply.type('application/x-ndjson; charset=utf-8').header('vary', 'accept-encoding');
    reply.header('cache-control', 'no-store, no-transform');
    reply.header('content-disposition', 'attachment; filename="documents.jsonl"');
    if (!acceptsGzip(request.headers['accept-encoding'])) return reply.send(body);
    const zipped = createGzip({ level: 1 });
    body.on('error', (error) => zipped.destroy(error));
    zipped.on('close', () => body.destroy());
    return reply.header('content-encoding', 'gzip').send(body.pipe(zipped));
  });
}

/** RFC 9110, 12.5.3: named, and not with a weight of nothing. */
function acceptsGzip(header: string | string[] | undefined): boolean {
  const offers = String(header ?? '')
    .toLowerCase()
    .split(',');
  return offers.some((offer) =>
    /^\s*(x-)?gzip\s*(;\s*q=(0\.\d*[1-9]\d*|1(\.0*)?)\s*)?$/.test(offer),
  );
}
