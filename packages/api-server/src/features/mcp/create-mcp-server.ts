import { McpServer } from '@modelcontextprotocol/server';
import { addDocumentResource } from './document-resource.ts';
import { addFetchTool } from './fetch-tool.ts';
import { addListSourcesTool } from './list-sources-tool.ts';
import type { McpCaller, McpDeps } from './mcp-caller.ts';
import { addSearchTools } from './search-tools.ts';

const INFO = { name: 'rita-data-sources', title: 'Rita Data Sources', version: '1.0.0' };
const INSTRUCTIONS =
  'Search the documents of the organization, fetch the ones that fit, and cite them by their url. Each person finds only what they may read at the source. fresh_as_of says how current a source is.';
/** Names and schemas of the tools change only with a new version of the app. */
const LISTS_KEPT_MS = 5 * 60_000;

/**
 * The server for one call of one caller. Made anew for each, so that nothing is kept between people.
 *
 * @param era only clients of the newest revision can subscribe to a document: by a stream of theirs
 */
export function createMcpServer(
  deps: McpDeps,
  caller: McpCaller,
  era: 'legacy' | 'modern',
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
  addSearchTools(server, deps, caller);
  addFetchTool(server, deps, caller);
  addListSourcesTool(server, deps, caller);
  addDocumentResource(server, deps, caller);
  return server;
}
