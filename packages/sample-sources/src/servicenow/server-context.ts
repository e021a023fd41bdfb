import type { SampleInstance, SampleRow } from './instance.ts';
import type { SampleServiceNowSwitches } from './switches.ts';

export const SAMPLE_INSTANCE_USER = 'svc.assistant';
export const SAMPLE_INSTANCE_PASSWORD = 'SAMPLE-password-of-servicenow';
export const SAMPLE_CLIENT_ID = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
export const SAMPLE_CLIENT_SECRET = 'SAMPLE-client-secret-of-servicenow';

/** What every answer is made from. */
export type ServerContext = {
  instance: SampleInstance;
  switches: SampleServiceNowSwitches;
  origin: string;
  /** Tokens given out, and how many calls each has left. */
  tokens: Map<string, number>;
};

export type ServiceNowReply = {
  status: number;
  /** A string is sent as it is, anything else as JSON. */
  body: unknown;
  headers?: Record<string, string>;
};

/** The envelope of every refusal. */
export function failure(status: number, message: string, detail: string | null): ServiceNowReply {
  return { status, body: { error: { message, detail }, status: 'failure' } };
}

export function htmlPage(status: number, title: string, body: string): ServiceNowReply {
  return {
    status,
    body: `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`,
    headers: { 'content-type': 'text/html;charset=UTF-8' },
  };
}

export function isVisible({ switches }: ServerContext, row: SampleRow): boolean {
  return !switches.hiddenIds.has(row.sys_id);
}
