import { type CallMode, createCall } from './call-servicenow.ts';
import type { ServiceNowContext } from './context.ts';
import { createTableClient, type TableClient } from './table-client.ts';

export type Instance = { base: string; client: TableClient };

/** The instance is the origin: what people paste may go on with `/now/nav/ui/…`. */
export function openInstance(context: ServiceNowContext, mode: CallMode): Instance {
  const base = new URL(context.settings.instance_url).origin;
  return { base, client: createTableClient(createCall(context, base, mode)) };
}
