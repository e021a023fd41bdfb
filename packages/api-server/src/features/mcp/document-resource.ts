import {
  type McpServer,
  ResourceNotFoundError,
  ResourceTemplate,
} from '@modelcontextprotocol/server';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { partOf, placeOfId, readDocument } from './fetch-tool.ts';
import { urlOf } from './found-documents.ts';
import { freshnessOf } from './freshness.ts';
import type { McpCaller, McpDeps } from './mcp-caller.ts';
import { sentenceOf } from './tool-results.ts';

const SCHEME = 'rita://documents/';

/** The document that an address of ours names; undefined for all others. */
export function documentIdOf(address: string): string | undefined {
  const isOurs = address.startsWith(SCHEME);
  return isOurs ? placeOfId(address.slice(SCHEME.length))?.documentId : undefined;
}

/** Documents by their address; which there are, a search says. */
export function addDocumentResource(server: McpServer, deps: McpDeps, caller: McpCaller): void {
  server.registerResource(
    'document',
    new ResourceTemplate(`${SCHEME}{id}`, { list: undefined }),
    { title: 'A document', description: 'One document as Markdown.', mimeType: 'text/markdown' },
    async (uri, { id }) => {
      try {
        const { document, from } = await readDocument(deps, caller, String(id));
        const { text } = partOf(document, from);
        const sources = await deps.readSources(caller.principal.organizationId);
        const _meta = {
          ...{ title: document.title, url: urlOf(document, deps.publicUrl) },
          ...freshnessOf(sources, document),
        };
        return { contents: [{ uri: uri.href, mimeType: 'text/markdown', text, _meta }] };
      } catch (error) {
        const isMissing = error instanceof ProblemError && error.code === 'not_found';
        if (isMissing) throw new ResourceNotFoundError(uri.href);
        throw new Error(sentenceOf(error, deps.log));
      }
    },
  );
}
