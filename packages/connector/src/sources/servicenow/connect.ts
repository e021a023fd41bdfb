import type { CATALOGUE } from '@rita/contracts';
import type { z } from 'zod';
import type { SourceContext } from '../source.ts';
import { type CallMode, createCall } from './call-servicenow.ts';
import { createTableClient, type TableClient } from './table-client.ts';

export type ServiceNowSettings = z.output<(typeof CATALOGUE)['servicenow']['settings']>;

export type ServiceNowCredentials =
  | { password: string }
  | { client_id: string; client_secret: string };

export type ServiceNowContext = SourceContext<ServiceNowSettings, ServiceNowCredentials>;

export type Instance = { base: string; client: TableClient };

/** The instance is the origin: what people paste may go on with `/now/nav/ui/…`. */
export function openInstance(context: ServiceNowContext, mode: CallMode): Instance {
  const base = new URL(context.settings.instance_url).origin;
  return { base, client: createTableClient(createCall(context, base, mode)) };
}
