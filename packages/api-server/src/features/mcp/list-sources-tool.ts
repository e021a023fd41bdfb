import type { McpServer } from '@modelcontextprotocol/server';
import { PROBLEMS } from '@rita/contracts';
import { z } from 'zod';
import { auditReading } from './audit-reading.ts';
import { freshnessOf, freshnessSchema, type Source } from './freshness.ts';
import type { McpCaller, McpDeps } from './mcp-caller.ts';
import { asResult, READ_ONLY } from './tool-results.ts';
import { toolSchema } from './tool-schema.ts';

const sourceSchema = z.object({
  id: z.string(),
  ...freshnessSchema.shape,
  documents: z.int().describe('How many the last sync read, whoever may read them'),
  is_syncing: z.boolean(),
  last_failure: z.string().nullable().describe('Why the last sync failed, if it did'),
});

const NOTHING = toolSchema(z.object({}));
const sourcesSchema = toolSchema(z.object({ sources: z.array(sourceSchema) }));

/** What is connected, and how far it can be relied on. */
export function addListSourcesTool(server: McpServer, deps: McpDeps, caller: McpCaller): void {
  server.registerTool(
    'list_sources',
    {
      title: 'List sources',
      description:
        'Names the sources that are connected, how fresh what is known of them is, and what failed last.',
      inputSchema: NOTHING,
      outputSchema: sourcesSchema,
      annotations: READ_ONLY,
    },
    () =>
      asResult(deps, async () => {
        const sources = await deps.readSources(caller.principal.organizationId);
        const connected = [...sources.values()].filter((row) => row.enabled);
        await auditReading(deps, caller, { tool: 'list_sources', results: connected.length });
        return {
          sources: connected.map((row) => ({
            id: row.id,
            ...freshnessOf(sources, { connection_id: row.id, connection_type: row.type }),
            documents: row.documents_processed,
            is_syncing: row.status === 'syncing',
            last_failure: failureOf(row),
          })),
        };
      }),
  );
}

/** In the words of our table: what a source wrote itself may hold anything. */
function failureOf({ last_sync_status, error_code }: Source): string | null {
  if (last_sync_status !== 'failed') return null;
  return PROBLEMS[error_code ?? 'internal_error'].title;
}
