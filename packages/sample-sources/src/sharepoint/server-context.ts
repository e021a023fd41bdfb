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
  /** Tokens given out. */
  tokens: Set<string>;
  /** The public part of a certificate that may sign in, as PEM. */
  certificate: string | null;
};

export type Call = { method: string; path: string; query: URLSearchParams };

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

export const notFound = () => graphError(404, 'itemNotFound', 'The resource could not be found.');
export const denied = () => graphError(403, 'accessDenied', 'Access denied');
