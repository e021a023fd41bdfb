import type { z } from 'zod';
import type { ProblemCode } from './problems.ts';
import type { Scope } from './scopes.ts';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * Who may call a route.
 * - `public`: anybody
 * - `member`: a signed-in member of the organization, to read
 * - `account`: whoever is signed in, about nothing but their own account
 * - `admin`: an owner or admin of the organization
 * - `owner`: an owner of the organization
 * - `connector`: a caller that signs its requests with the webhook secret
 */
export type Access = 'public' | 'member' | 'account' | 'admin' | 'owner' | 'connector';

/**
 * One endpoint, described once. The server route, the client call, the OpenAPI
 * page and the access tests all derive from this value.
 */
export type Route = {
  id: string;
  method: HttpMethod;
  /** Fastify spelling: `/api/data-sources/:id`. */
  path: `/${string}`;
  summary: string;
  access: Access;
  /** What a key for programs has to be allowed to call it; absent: it takes a person who signed in. */
  scope?: Scope;
  /** Of a GET that takes much or leaves a trace: pages of other sites may not even cause it. */
  ownPagesOnly?: true;
  params?: z.ZodType;
  query?: z.ZodType;
  headers?: z.ZodType;
  body?: z.ZodType;
  success: {
    status: 200 | 201 | 202;
    schema: z.ZodType;
    /** Headers of the answer that a caller can make use of, each in a sentence. */
    headers?: Readonly<Record<string, string>>;
  };
  /** The problems that this route itself can answer with; those of access and validation come on top. */
  problems: readonly ProblemCode[];
};

/** Checks the description of an endpoint and keeps its literal types. */
export function defineRoute<const R extends Route>(route: R): R {
  return route;
}

type ParsedBy<S> = S extends z.ZodType ? z.output<S> : undefined;
type AcceptedBy<S> = S extends z.ZodType ? z.input<S> : undefined;
type Part<R extends Route, K extends 'params' | 'query' | 'headers' | 'body'> =
  R extends Record<K, infer S> ? S : undefined;

/** What a handler of the route receives, parsed. */
export type RouteInput<R extends Route> = {
  params: ParsedBy<Part<R, 'params'>>;
  query: ParsedBy<Part<R, 'query'>>;
  headers: ParsedBy<Part<R, 'headers'>>;
  body: ParsedBy<Part<R, 'body'>>;
};

/** What a caller of the route sends: only the parts that the route has. */
export type RouteRequest<R extends Route> = {
  [K in 'params' | 'query' | 'headers' | 'body' as Part<R, K> extends undefined
    ? never
    : K]: AcceptedBy<Part<R, K>>;
};

/** What the route answers when it succeeds. */
export type RouteSuccess<R extends Route> = z.output<R['success']['schema']>;
