import { createGraph, type Graph } from './call-graph.ts';
import { endpointsOf } from './clouds.ts';
import type { CallMode, SharePointContext } from './context.ts';
import { createTokenSource, type TokenSource } from './token.ts';

export type Connection = { graph: Graph; tokens: TokenSource };

/** Graph as this run may call it; nobody is signed in before the first call. */
export function connect(context: SharePointContext, mode: CallMode): Connection {
  const { login, graph } = endpointsOf(context.settings);
  const tokens = createTokenSource(context, { login, resource: graph }, mode);
  return { tokens, graph: createGraph({ http: context.http, tokens, base: graph, mode }) };
}
