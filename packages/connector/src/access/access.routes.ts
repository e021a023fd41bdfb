import {
  type accountsAnswerSchema,
  accountsRequestSchema,
  type assignAnswerSchema,
  assignRequestSchema,
  type explainAnswerSchema,
  explainRequestSchema,
  type matchAnswerSchema,
  matchRequestSchema,
} from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { databaseNow } from '../platform/db/database-now.ts';
import { type QuestionDeps, takeQuestion } from '../platform/http/signed-question.ts';
import { assignAccount, findAccounts } from './assign-account.ts';
import { explainAccess } from './explain-access.ts';
import { matchPerson } from './match-person.ts';
import type { Reading } from './reading.ts';

/** Questions of the app about who is who and who may read what; signed like the webhooks. */
export function registerAccess(
  app: FastifyInstance,
  deps: QuestionDeps & { reading: Reading; staleLimitMs: number },
): void {
  const { reading } = deps;
  const { kysely } = deps.database;
  app.post('/access/match', async (request): Promise<z.input<typeof matchAnswerSchema>> => {
    const data = await takeQuestion(request, deps, matchRequestSchema);
    const now = await databaseNow(kysely);
    const oldest = new Date(now.getTime() - deps.staleLimitMs);
    const place = { tenantId: data.tenant_id, oldest };
    const matched = await Promise.all(
      data.people.map(async (person) => ({
        person_id: person.person_id,
        matches: Object.fromEntries(await matchPerson(kysely, place, person)),
      })),
    );
    return { data: matched };
  });
  app.post('/access/accounts', async (request): Promise<z.input<typeof accountsAnswerSchema>> => {
    const data = await takeQuestion(request, deps, accountsRequestSchema);
    return { data: await findAccounts(kysely, data) };
  });
  app.post('/access/assign', async (request): Promise<z.input<typeof assignAnswerSchema>> => {
    const data = await takeQuestion(request, deps, assignRequestSchema);
    const isKnown = await kysely.transaction().execute((trx) => assignAccount(trx, data));
    return { data: { is_known: isKnown } };
  });
  app.post('/access/explain', async (request): Promise<z.input<typeof explainAnswerSchema>> => {
    const data = await takeQuestion(request, deps, explainRequestSchema);
    const isShown = data.about !== undefined || (await reading.mayRead(kysely, data));
    const explained = isShown ? await explainAccess(kysely, data, deps) : undefined;
    return { data: explained ?? null };
  });
}
