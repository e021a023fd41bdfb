import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { auditReading } from './audit-reading.ts';
import { findMatching } from './find-matching.ts';
import { foundSchema, toFound } from './found-documents.ts';
import type { McpCaller, McpDeps } from './mcp-caller.ts';
import { narrowing, query, SEARCH_RESULTS } from './narrowing.ts';
import { asResult, READ_ONLY } from './tool-results.ts';
import { optionalsSchema, toolSchema } from './tool-schema.ts';

const querySchema = toolSchema(z.object({ query: query.describe('Words to look for') }));
const resultsSchema = toolSchema(z.object({ results: z.array(foundSchema) }));
const narrowingSchema = optionalsSchema(narrowing);
const pageSchema = toolSchema(
  z.object({
    documents: z.array(
      foundSchema.extend({ path: z.array(z.string()), author: z.string().nullable() }),
    ),
    next_cursor: z.string().nullable(),
  }),
);

/** `search` in exactly the shape that ChatGPT asks for. */
export function addSearch(server: McpServer, deps: McpDeps, caller: McpCaller): void {
  server.registerTool(
    'search',
    {
      title: 'Search documents',
      description:
        'Searches the documents of the organization that the person may read. Answers ids to fetch and addresses to cite.',
      inputSchema: querySchema,
      outputSchema: resultsSchema,
      annotations: READ_ONLY,
    },
    (asked) =>
      asResult(deps, async () => {
        const [page, sources] = await Promise.all([
          deps.documents.search(caller, { ...asked, limit: SEARCH_RESULTS }),
          deps.readSources(caller.principal.organizationId),
        ]);
        await auditReading(deps, caller, { tool: 'search', results: page.data.length });
        const { publicUrl } = deps;
        return { results: page.data.map((one) => toFound(one, { sources, publicUrl })) };
      }),
  );
}

/** The same, narrowed down and page by page. */
export function addSearchDocuments(server: McpServer, deps: McpDeps, caller: McpCaller): void {
  server.registerTool(
    'search_documents',
    {
      title: 'Search documents in detail',
      description:
        'Searches like “search”, narrowed down by source, place, author or date, page by page. A page may have fewer documents than the limit while next_cursor leads on.',
      inputSchema: narrowingSchema,
      outputSchema: pageSchema,
      annotations: READ_ONLY,
    },
    (asked) =>
      asResult(deps, async () => {
        const sources = await deps.readSources(caller.principal.organizationId);
        const { found, nextCursor } = await findMatching(deps, caller, { asked, sources });
        await auditReading(deps, caller, { tool: 'search_documents', results: found.length });
        const { publicUrl } = deps;
        const documents = found.map((one) => ({
          ...toFound(one, { sources, publicUrl }),
          path: one.path,
          author: one.author,
        }));
        return { documents, next_cursor: nextCursor };
      }),
  );
}
