import { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { addDocumentResource } from './document-resource.ts';
import { addFetchTool } from './fetch-tool.ts';
import { addListSourcesTool } from './list-sources-tool.ts';
import type { McpCaller, McpDeps } from './mcp-caller.ts';
import { addSearch, addSearchDocuments } from './search-tools.ts';

const INFO = { name: 'rita-data-sources', title: 'Rita Data Sources', version: '1.0.0' };
const INSTRUCTIONS =
  'Search the documents of the organization, fetch the ones that fit, and cite them by their url. Each person finds only what they may read at the source. fresh_as_of says how current a source is.';
type Add = (server: McpServer, deps: McpDeps, caller: McpCaller) => void;
/** In the order in which they are listed. */
const TOOLS = {
  search: addSearch,
  search_documents: addSearchDocuments,
  fetch: addFetchTool,
  list_sources: addListSourcesTool,
} satisfies Record<string, Add>;
/** Names and schemas of the tools change only with a new version of the app. */
const LISTS_KEPT_MS = 5 * 60_000;

/**
 * The server for one call of one caller. Made anew for each, so that nothing is kept between people.
 *
 * @param call.era only clients of the newest revision can subscribe to a document: by a stream of theirs
 * @param call.message what was sent, where it is known already
 */
export function createMcpServer(
  deps: McpDeps,
  caller: McpCaller,
  { era, message }: { era: 'legacy' | 'modern'; message?: unknown },
): McpServer {
  const lists = { ttlMs: LISTS_KEPT_MS, cacheScope: 'private' } as const;
  const server = new McpServer(INFO, {
    instructions: INSTRUCTIONS,
    capabilities: { tools: {}, resources: { listChanged: true, subscribe: era === 'modern' } },
    cacheHints: {
      'tools/list': lists,
      'resources/templates/list': lists,
      'server/discover': lists,
    },
  });
  const called = toolOf(message);
  if (called !== undefined) called(server, deps, caller);
  else for (const add of [...Object.values(TOOLS), addDocumentResource]) add(server, deps, caller);
  return server;
}

const callSchema = z.object({
  method: z.literal('tools/call'),
  params: z.object({ name: z.string() }),
});

/** A call of one tool needs no others; undefined where it calls none that there is. */
function toolOf(message: unknown): Add | undefined {
  const name = callSchema.safeParse(message).data?.params.name;
  return name !== undefined && Object.hasOwn(TOOLS, name)
    ? TOOLS[name as keyof typeof TOOLS]
    : undefined;
}
