import type { CATALOGUE } from '@rita/contracts';
import type { z } from 'zod';
import type { SourceContext } from '../source.ts';
import { type CallMode, createGraph, type Graph } from './call-graph.ts';
import { endpointsOf } from './clouds.ts';
import { createTokenSource, type TokenSource } from './token.ts';

export type SharePointSettings = z.output<(typeof CATALOGUE)['sharepoint']['settings']>;
export type SharePointCredentials = { client_secret: string } | { certificate_pem: string };
export type SharePointContext = SourceContext<SharePointSettings, SharePointCredentials>;

export type Connection = { graph: Graph; tokens: TokenSource };

/** Graph as this run may call it; nobody is signed in before the first call. */
export function connect(context: SharePointContext, mode: CallMode): Connection {
  const endpoints = endpointsOf(context.settings);
  const tokens = createTokenSource(context, endpoints, mode);
  return {
    tokens,
    graph: createGraph({ http: context.http, tokens, base: endpoints.graph, mode }),
  };
}
