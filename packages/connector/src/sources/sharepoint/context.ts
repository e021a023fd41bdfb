import type { CATALOGUE } from '@rita/contracts';
import type { z } from 'zod';
import type { SourceContext } from '../source.ts';

/** What every part of this driver works with: which tenant, who we are there, how to call it. */
export type SharePointContext = SourceContext<SharePointSettings, SharePointCredentials>;

export type SharePointSettings = z.output<(typeof CATALOGUE)['sharepoint']['settings']>;
export type SharePointCredentials = { client_secret: string } | { certificate_pem: string };

/** How calls are made: in a verification quickly or not at all, in a sync with patience. */
export type CallMode = {
  retry: 'none' | 'patient';
  signal: AbortSignal;
  /** Milliseconds that one call may take right now. */
  timeoutMs: () => number;
};
