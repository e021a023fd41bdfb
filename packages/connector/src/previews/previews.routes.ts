import { connectorPreviewGetSchema, connectorPreviewStartSchema } from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../platform/db/tables.ts';
import { type QuestionDeps, takeQuestion } from '../platform/http/signed-question.ts';
import { isForgotten } from '../runs/forgotten-connection.store.ts';
import type { Jobs } from '../runs/jobs.ts';
import { insertRun, ownerOf } from '../runs/run.store.ts';
import { endOtherPreviews, findPreview } from './preview.store.ts';

export type PreviewDeps = { database: Database; jobs: Jobs };

/** Starts previews and tells what they have found out; each is a job, and survives a restart. */
export function registerPreviews(app: FastifyInstance, deps: PreviewDeps & QuestionDeps): void {
  const { database, jobs } = deps;
  app.post('/previews/start', async (request) => {
    const data = await takeQuestion(request, deps, connectorPreviewStartSchema);
    const owner = ownerOf(data);
    const { preview_id: runId, settings } = data;
    const run = { runId, owner, kind: 'preview' as const, settings, credentialSetId: null };
    await database.kysely.transaction().execute(async (trx) => {
      if (await isForgotten(trx, owner)) return;
      // The same request a second time has no second effect.
      if (!(await insertRun(trx, run))) return;
      await endOtherPreviews(trx, owner, runId);
      await jobs.add(trx, { runId, kind: 'preview', connectionId: owner.connectionId });
    });
    jobs.wake('preview');
    return { data: (await findPreview(database.kysely, data)) ?? null };
  });
  app.post('/previews/get', async (request) => {
    const data = await takeQuestion(request, deps, connectorPreviewGetSchema);
    return { data: (await findPreview(database.kysely, data)) ?? null };
  });
}
