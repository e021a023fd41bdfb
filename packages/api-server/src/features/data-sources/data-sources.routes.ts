import {
  cancelAccessCheck as cancelAccessCheckRoute,
  cancelDataSourceRun,
  checkAccess,
  createDataSource,
  type DataSourceConnection,
  deleteDataSource,
  getDataSource,
  isValidDataSourceType,
  listDataSources,
  listDataSourceTypes,
  pauseDataSource,
  resumeDataSource,
  seedDataSources,
  syncDataSource,
  updateAccess as updateAccessRoute,
  updateDataSource,
  verifyDataSource,
} from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import { mount } from '../../platform/http/mount.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problems.ts';
import type { ConnectorClient } from '../connector/connector-client.ts';
import { cancelAccessCheck } from '../runs/cancel-access-check.ts';
import { cancelActiveRun } from '../runs/cancel-run.ts';
import type { RunDeps } from '../runs/run-deps.ts';
import { startAccessCheck } from '../runs/start-access-check.ts';
import { startSync } from '../runs/start-sync.ts';
import { parseSettingChanges } from './check-settings.ts';
import { toConnection } from './connection.ts';
import { createConnections, defaultsOf, seedConnections } from './create-connections.ts';
import { findConnection } from './data-sources.store.ts';
import { describeTypes } from './describe-types.ts';
import { pauseSchedule, resumeSchedule } from './pause-schedule.ts';
import { removeConnection } from './remove-connection.ts';
import { shownTo } from './shown-connection.ts';
import { startVerification, type VerificationDeps } from './start-verification.ts';
import { updateAccess } from './update-access.ts';
import { updateConnection } from './update-connection.ts';
import { createWrittenConnections } from './written-connections.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

export function registerDataSources(
  app: FastifyInstance,
  deps: VerificationDeps & { connector: ConnectorClient },
): void {
  registerReading(app, deps);
  registerWriting(app, deps);
  registerRuns(app, deps);
  registerPauses(app, deps);
  registerAccess(app, deps);
}

function registerReading(app: FastifyInstance, { db }: RunDeps) {
  const types = describeTypes();
  const written = createWrittenConnections();
  mount(app, listDataSourceTypes)(async () => types);

  mount(
    app,
    listDataSources,
  )(async ({ principal, reply }) => {
    const connections = await written.list(db, principal);
    return reply.type(JSON_TYPE).send(`{"data":${connections}}`);
  });

  mount(
    app,
    getDataSource,
  )(async ({ principal, params, reply }) => {
    const row = await findConnection(db, principal.organizationId, params.id);
    if (row === undefined) throw new ProblemError('not_found');
    reply.header('etag', `"${row.version}"`);
    return { data: shownTo(principal.role, toConnection(row)) };
  });
}

function registerWriting(app: FastifyInstance, deps: RunDeps) {
  mount(
    app,
    seedDataSources,
  )(async ({ principal, request }) => seedConnections(deps.db, { principal, ip: request.ip }));

  mount(
    app,
    createDataSource,
  )(async ({ principal, body, request }) => {
    const { type } = body;
    if (!isValidDataSourceType(type)) throw new ProblemError('unknown_source_type');
    const settings = parseSettingChanges(type, body.settings ?? {});
    const defaults = defaultsOf(type);
    const [row] = await createConnections(deps.db, { principal, ip: request.ip }, [
      {
        type,
        name: body.name ?? defaults.name,
        description: body.description ?? defaults.description,
        settings: Object.fromEntries(
          Object.entries(settings).filter(([, value]) => value !== null),
        ),
      },
    ]);
    if (row === undefined) throw new ProblemError('connection_exists');
    return { data: await requireSeen(deps, principal, row.id) };
  });

  mount(
    app,
    updateDataSource,
  )(async ({ principal, params, headers, body, request, reply }) => {
    const asked = {
      principal,
      ip: request.ip,
      connectionId: params.id,
      expectedVersion: headers['if-match'],
    };
    const data = toConnection(await updateConnection(deps, asked, body));
    reply.header('etag', `"${data.version}"`);
    return { data };
  });

  mount(
    app,
    deleteDataSource,
  )(async ({ principal, params, headers, request }) => {
    const asked = {
      principal,
      ip: request.ip,
      connectionId: params.id,
      expectedVersion: headers['if-match'],
    };
    await removeConnection(deps, asked);
    return { data: { id: params.id, deleted: true } };
  });
}

function registerRuns(app: FastifyInstance, deps: VerificationDeps) {
  mount(
    app,
    verifyDataSource,
  )(async ({ principal, params, headers, body, request }) => {
    const expectedVersion = headers['if-match'];
    const asked = { principal, ip: request.ip, connectionId: params.id, expectedVersion };
    const { runId } = await startVerification(deps, asked, body);
    return { status: 'verifying', message: 'Verification in progress', run_id: runId };
  });

  mount(
    app,
    syncDataSource,
  )(async ({ principal, params, body, request }) => {
    const asked = { principal, ip: request.ip, connectionId: params.id };
    const { runId } = await startSync(deps, asked, body);
    return { status: 'syncing', message: 'Sync started', run_id: runId };
  });

  mount(
    app,
    cancelDataSourceRun,
  )(async ({ principal, params, request }) => {
    const asked = { principal, ip: request.ip, connectionId: params.id };
    const { runId } = await cancelActiveRun(deps, asked);
    return { status: 'idle', message: 'Cancelled', run_id: runId };
  });
}

function registerPauses(app: FastifyInstance, deps: RunDeps) {
  mount(
    app,
    pauseDataSource,
  )(async ({ principal, params, request }) => {
    const asked = { principal, ip: request.ip, connectionId: params.id };
    await pauseSchedule(deps, asked);
    return { data: await requireSeen(deps, principal, params.id) };
  });

  mount(
    app,
    resumeDataSource,
  )(async ({ principal, params, request }) => {
    const asked = { principal, ip: request.ip, connectionId: params.id };
    await resumeSchedule(deps, asked);
    return { data: await requireSeen(deps, principal, params.id) };
  });
}

function registerAccess(app: FastifyInstance, deps: RunDeps & { connector: ConnectorClient }) {
  mount(
    app,
    updateAccessRoute,
  )(async ({ principal, params, body, request }) => {
    await updateAccess(deps, { principal, ip: request.ip, connectionId: params.id }, body);
    return { data: await requireSeen(deps, principal, params.id) };
  });

  mount(
    app,
    checkAccess,
  )(async ({ principal, params, request }) => {
    const asked = { principal, ip: request.ip, connectionId: params.id };
    const { runId } = await startAccessCheck(deps, asked);
    return { status: 'checking', message: 'Reading permissions', run_id: runId };
  });

  mount(
    app,
    cancelAccessCheckRoute,
  )(async ({ principal, params, request }) => {
    const asked = { principal, ip: request.ip, connectionId: params.id };
    const { runId } = await cancelAccessCheck(deps, asked);
    return { status: 'idle', message: 'Cancelled', run_id: runId };
  });
}

/** The connection as everybody sees it, after a change of it. */
async function requireSeen(
  { db }: RunDeps,
  { organizationId }: Principal,
  id: string,
): Promise<DataSourceConnection> {
  const row = await findConnection(db, organizationId, id);
  if (row === undefined) throw new ProblemError('not_found');
  return toConnection(row);
}
