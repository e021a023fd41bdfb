import { z } from 'zod';
import { dataSourceTypeSchema } from './catalogue/index.ts';
import { PROBLEM_CODES } from './problems.ts';
import { defineRoute } from './route.ts';
import { reportedText, userText } from './text.ts';

/** What a source finds for a query that somebody tries. Shown once, and never stored anywhere. */
export const foundResultSchema = z.object({
  title: reportedText({ max: 300 }),
  url: z.url({ protocol: /^https?$/ }).max(2000),
  snippet: reportedText({ max: 500 }).nullable(),
});
export type FoundResult = z.output<typeof foundResultSchema>;

export const MOST_FOUND_RESULTS = 10;
const resultsSchema = z.object({ results: z.array(foundResultSchema).max(MOST_FOUND_RESULTS) });

export const tryQueryRequestSchema = z.strictObject({ query: userText({ min: 1, max: 400 }) });

export const tryQuery = defineRoute({
  id: 'tryQuery',
  method: 'POST',
  path: '/api/data-sources/:id/try-query',
  summary: 'Asks the source one question with its stored settings; what it finds is not stored',
  // It changes nothing, but each question may be billed.
  access: 'admin',
  params: z.object({ id: z.uuid() }),
  body: tryQueryRequestSchema,
  success: { status: 200, schema: z.object({ data: resultsSchema }) },
  problems: [
    'not_found',
    'not_configured',
    'query_not_supported',
    'credentials_required',
    'settings_not_verified',
    'invalid_credentials',
    'insufficient_permissions',
    'rate_limited',
    'connector_unreachable',
  ],
});

/** What a connector that answers queries says among its abilities at `GET /connector`. */
export const TRY_QUERY_ABILITY = 'try_query';

/**
 * App → connector: signed `POST /queries/try`, asked with the credentials that the connector
 * holds. The same request is answered only once.
 */
export const connectorQuerySchema = z.object({
  tenant_id: z.string().min(1).max(200),
  connection_id: z.uuid(),
  connection_type: dataSourceTypeSchema,
  settings: z.record(z.string(), z.unknown()),
  query: userText({ min: 1, max: 400 }),
});
export type ConnectorQuery = z.output<typeof connectorQuerySchema>;

/** What was found, or why nothing could be asked. */
export const connectorQueryAnswerSchema = z.union([
  z.object({ data: resultsSchema }),
  z.object({ problem: z.object({ code: z.enum(PROBLEM_CODES) }) }),
]);
export type ConnectorQueryAnswer = z.output<typeof connectorQueryAnswerSchema>;
