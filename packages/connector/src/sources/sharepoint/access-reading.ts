import type { AccessPage, AccessRequest } from '../source-access.ts';
import type { AccessState } from './access-state.ts';
import type { Graph } from './call-graph.ts';
import { createSharePointApi, type SharePointApi } from './call-sharepoint.ts';
import { connect } from './connect.ts';
import type { CallMode, SharePointContext } from './context.ts';
import { findUnits, type Units } from './find-units.ts';
import { createPermissionReader, type PermissionReader } from './read-permissions.ts';
import { rolesOf } from './token.ts';

const CALL_TIMEOUT_MS = 60_000;

/** What one reading works with. */
export type AccessReading = Units & {
  context: SharePointContext;
  request: AccessRequest;
  graph: Graph;
  api: SharePointApi | undefined;
  roles: readonly string[];
  readPermissions: PermissionReader;
};

/** One step, and where the reading stands after it. */
export type ReadingStep = Omit<AccessPage, 'checkpoint'> & { next: AccessState };

export async function openReading(
  context: SharePointContext,
  request: AccessRequest,
): Promise<AccessReading> {
  const mode: CallMode = {
    retry: 'patient',
    signal: context.signal,
    timeoutMs: () => CALL_TIMEOUT_MS,
  };
  const { graph, tokens } = connect(context, mode);
  return {
    context,
    request,
    graph,
    api: createSharePointApi(context, mode),
    roles: rolesOf(await tokens.get()),
    readPermissions: createPermissionReader(graph, context),
    ...(await findUnits(graph, context.settings)),
  };
}
