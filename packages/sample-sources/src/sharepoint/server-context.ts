import type { SampleSharePointSwitches } from './switches.ts';
import type { SampleTenant } from './tenant.ts';

export const SAMPLE_TENANT_ID = '8a3f1c52-6d0b-4e77-9b1e-2f54c0d7a911';
export const SAMPLE_CLIENT_ID = '5e1d9b34-2c7a-4f08-8a66-1b90e3c4d722';
export const SAMPLE_CLIENT_SECRET = 'SAMPLE-client-secret-of-northwind-tea';

/** What every answer is made from. */
export type ServerContext = {
  tenant: SampleTenant;
  switches: SampleSharePointSwitches;
  /** Address of Graph and of the sign-in service. */
  origin: string;
  /** Address of the host that downloads lead to. */
  storeOrigin: string;
  /** Address of SharePoint itself: its web pages and its own API. */
  siteOrigin: string;
  /** Tokens given out, and what for. */
  tokens: Map<string, Grant>;
  /** The public part of a certificate that may sign in, as PEM. */
  certificate: string | null;
};

/** The origin that a token is for, and whether a certificate signed for it. */
export type Grant = { audience: string; isCertified: boolean };

export type Call = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
};

export type Reply = {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
};

export const ok = (body: unknown): Reply => ({ status: 200, body });

/** An error of Graph, in its shape. */
export function graphError(status: number, code: string, message: string): Reply {
  const innerError = {
    date: '2026-11-23T12:00:00',
    'request-id': '6f1c8d0e-0000-4000-8000-000000000001',
    'client-request-id': '6f1c8d0e-0000-4000-8000-000000000001',
  };
  return { status, body: { error: { code, message, innerError } } };
}

/** A list of Graph, page by page. */
export function listOf<Item>(
  context: ServerContext,
  call: Call,
  all: readonly Item[],
  shape: (item: Item) => unknown = (item) => item,
): Reply {
  const asked = Number(call.query.get('$top') ?? 200) || 200;
  const limit = Math.min(asked, context.switches.largestPage);
  const start = Number(call.query.get('$skiptoken') ?? 0) || 0;
  const query = new URLSearchParams(call.query);
  query.set('$skiptoken', String(start + limit));
  const next = `${context.origin}/v1.0${call.path}?${query}`;
  return ok({
    '@odata.context': `${context.origin}/v1.0/$metadata#sites`,
    ...(start + limit < all.length ? { '@odata.nextLink': next } : {}),
    value: all.slice(start, start + limit).map(shape),
  });
}

export const notFound = () => graphError(404, 'itemNotFound', 'The resource could not be found.');
export const denied = () => graphError(403, 'accessDenied', 'Access denied');
