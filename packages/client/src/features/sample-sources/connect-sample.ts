import {
  type CurrentSession,
  type DataSourceConnection,
  type ProblemCode,
  type SampleSource,
  syncDataSource,
  updateDataSource,
  verifyDataSource,
} from '@rita/contracts';
import { type QueryClient, QueryObserver } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';
import { isProblem } from '../../lib/problem-error.ts';
import { deliverTo } from '../configure/deliver-credentials.ts';
import { changedSettings } from '../configure/request-payload.ts';
import { sampleValues } from '../configure/sample-values.ts';
import { momentOf, verificationStage } from '../configure/verification-stage.ts';
import {
  applyConnection,
  beginSync,
  DATA_SOURCES_KEY,
} from '../data-sources/data-sources.cache.ts';
import { dataSourcesQuery, refreshDataSources } from '../data-sources/data-sources.queries.ts';
import { type SampleState, sampleState } from './sample-state.ts';

/** Somebody else, or another tab, was at the same connection: what is there now counts. */
const OVERTAKEN: readonly ProblemCode[] = ['run_in_progress', 'version_conflict', 'not_found'];
/** Others may change a version between reading and saving; not every time. */
const MOST_ATTEMPTS = 3;

type Given = { queryClient: QueryClient; session: CurrentSession; sample: SampleSource };

/**
 * Takes the connection of a sample's type through the steps of the form: access is proven, what to
 * read is said, the first sync begins. Goes on from wherever it is, and touches none that is
 * somebody's own. That a verification fails is told by the connection.
 *
 * @throws ProblemError for what was refused
 */
export async function connectSample(given: Given): Promise<void> {
  const { queryClient } = given;
  // Keeps the list read and current, also on pages that do not show it.
  const leave = new QueryObserver(queryClient, dataSourcesQuery(queryClient)).subscribe(() => {});
  try {
    if (isIn(given, 'open', 'refused')) await proveAccess(given);
    await persist(given, ['proven'], choose);
    await persist(given, ['chosen', 'failed'], sync);
  } finally {
    leave();
  }
}

type Step = (given: Given, connection: DataSourceConnection) => Promise<void>;

/** Once more where somebody was faster, as long as it is still to be done. */
async function persist(given: Given, states: readonly SampleState[], step: Step): Promise<void> {
  for (let times = 0; times < MOST_ATTEMPTS && isIn(given, ...states); times += 1) {
    if (await attempt(given, step)) return;
  }
}

async function proveAccess(given: Given): Promise<void> {
  const before = connectionOf(given);
  if (before === undefined) return;
  const started = momentOf(before);
  await attempt(given, verify);
  await untilChanged(given, (now) => verificationStage(now, started) !== 'running');
}

/** With the version that was looked at: what somebody entered meanwhile is not replaced. */
async function verify({ queryClient, session, sample }: Given, connection: DataSourceConnection) {
  const values = sampleValues(connection, sample);
  const settings = changedSettings(connection, values, ['where', 'access']);
  const delivery = await deliverTo(queryClient, { session, connection, values, changes: settings });
  await callApi(verifyDataSource, {
    ...target(connection),
    body: { settings, ...delivery },
  });
}

async function choose({ queryClient, sample }: Given, connection: DataSourceConnection) {
  const settings = changedSettings(connection, sampleValues(connection, sample), ['choose']);
  const body = { enabled: true, settings };
  const { data } = await callApi(updateDataSource, { ...target(connection), body });
  applyConnection(queryClient, data);
}

async function sync({ queryClient }: Given, { id }: DataSourceConnection) {
  beginSync(queryClient, id);
  await callApi(syncDataSource, { params: { id }, body: {} });
}

function target({ id, version }: DataSourceConnection) {
  return { params: { id }, headers: { 'if-match': `"${version}"` } };
}

/**
 * Whether it was done; the list is read anew, for answers hold no row, or one that is old already.
 * @throws ProblemError but for what is another's doing
 */
async function attempt(given: Given, step: Step): Promise<boolean> {
  const connection = connectionOf(given);
  if (connection === undefined) return false;
  try {
    await step(given, connection);
    return true;
  } catch (error) {
    if (OVERTAKEN.some((code) => isProblem(error, code))) return false;
    throw error;
  } finally {
    await refreshDataSources(given.queryClient);
  }
}

function isIn(given: Given, ...states: SampleState[]): boolean {
  const connection = connectionOf(given);
  return connection !== undefined && states.includes(sampleState(connection, given.sample));
}

/** The one that live events keep current; undefined when it is gone, or the session is. */
function connectionOf({ queryClient, sample }: Given): DataSourceConnection | undefined {
  return queryClient
    .getQueryData<DataSourceConnection[]>(DATA_SOURCES_KEY)
    ?.find(({ type }) => type === sample.type);
}

function untilChanged(
  given: Given,
  hasChanged: (connection: DataSourceConnection) => boolean,
): Promise<void> {
  const isOver = () => {
    const connection = connectionOf(given);
    return connection === undefined || hasChanged(connection);
  };
  return new Promise((resolve) => {
    if (isOver()) return resolve();
    const leave = given.queryClient.getQueryCache().subscribe(() => {
      if (!isOver()) return;
      leave();
      resolve();
    });
  });
}
