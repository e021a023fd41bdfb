import {
  type ConnectorQuery,
  type ConnectorQueryAnswer,
  connectorQuerySchema,
  foundResultSchema,
  MOST_FOUND_RESULTS,
  type ProblemCode,
} from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import { type QuestionDeps, takeQuestion } from '../platform/http/signed-question.ts';
import { ownerOf } from '../runs/run.store.ts';
import { createContext, type RunDeps, untilAborted } from '../runs/work.ts';
import { SourceError } from '../sources/source.ts';
import { VaultError } from '../vault/envelope.ts';
import { createMask } from '../vault/mask-secrets.ts';

export type TryQueryDeps = Pick<
  RunDeps,
  'database' | 'vault' | 'egress' | 'conversions' | 'drivers' | 'log'
>;

/** Somebody waits in front of a screen, and the app hangs up after ten seconds. */
const LIMIT_MS = 8_000;

/** `POST /queries/try`: one question to a source, with the credentials held. Nothing is stored. */
export function registerTryQuery(app: FastifyInstance, deps: TryQueryDeps & QuestionDeps): void {
  app.post('/queries/try', async (request): Promise<ConnectorQueryAnswer> => {
    const data = await takeQuestion(request, deps, connectorQuerySchema);
    try {
      const results = await ask(deps, data);
      return { data: { results: results.slice(0, MOST_FOUND_RESULTS) } };
    } catch (error) {
      const code = codeOf(error);
      const fields = { connection_id: data.connection_id, connection_type: data.connection_type };
      if (code === undefined) {
        deps.log.error({ ...fields, err: error }, 'query failed unexpectedly');
        return { problem: { code: 'upstream_error' } };
      }
      deps.log.info({ ...fields, code }, 'query was not answered');
      return { problem: { code } };
    }
  });
}

/** Undefined for what nobody foresaw. */
function codeOf(error: unknown): ProblemCode | undefined {
  if (error instanceof SourceError) return error.code;
  return error instanceof VaultError ? 'credentials_required' : undefined;
}

async function ask(deps: TryQueryDeps, question: ConnectorQuery) {
  const load = deps.drivers[question.connection_type];
  if (load === 'missing') throw new SourceError('driver_missing', 'There is no driver for this');
  const driver = await load();
  if (driver.tryQuery === undefined) {
    throw new SourceError('query_not_supported', 'This type of source answers no queries');
  }
  const set = await deps.vault.findActive(deps.database.kysely, ownerOf(question));
  if (set === undefined) {
    throw new SourceError('credentials_required', 'The connector holds no credentials for this');
  }
  const signal = AbortSignal.timeout(LIMIT_MS);
  const asking = { deps, run: question, masking: { mask: createMask([]) } };
  const context = createContext(asking, set, { signal });
  const found = await untilAborted(driver.tryQuery(context, question.query), signal).catch(
    (error: unknown) => {
      throw signal.aborted ? new SourceError('timeout', 'The source took too long') : error;
    },
  );
  // Texts of strangers: what does not have the right shape is left out rather than all refused.
  return found.flatMap((result) => foundResultSchema.safeParse(result).data ?? []);
}
