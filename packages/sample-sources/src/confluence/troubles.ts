import { notPermitted, v1NotFound } from './refusals.ts';
import type { Reply, ServerContext } from './server-context.ts';
import type { PermissionCall } from './switches.ts';

/** How a call about permissions is refused, if it is to be. */
export function refuseForTrouble(context: ServerContext, call: PermissionCall): Reply | undefined {
  const status = context.switches.permissionTroubles[call];
  if (status === undefined) return undefined;
  if (status === 403) return notPermitted(`not permitted: ${call}`);
  if (status === 404) return v1NotFound('Not Found');
  return { status, body: { message: 'no' } };
}
