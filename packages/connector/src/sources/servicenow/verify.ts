import type { SourceOption } from '@rita/contracts';
import { inParallel } from '../batches.ts';
import { type Checked, type Checks, createBudget, createChecks } from '../checks.ts';
import { type ReportCheck, SourceError, type VerifyResult } from '../source.ts';
import { ARTICLES, articlesQuery } from './articles.ts';
import type { CallMode } from './call-servicenow.ts';
import { findChosenBases } from './chosen-bases.ts';
import { openInstance } from './connect.ts';
import type { ServiceNowContext, ServiceNowSettings } from './context.ts';
import { composeQuery } from './encoded-query.ts';
import { isUtc, zoneOf } from './plan-sync.ts';
import { records } from './records.ts';
import { sweep } from './sweep.ts';
import { cell, type Row, type TableClient } from './table-client.ts';
import { offerGroups, verifyAccess } from './verify-access.ts';

const MOST_BASES = 2_000;
/** Offered where the account may count them: the list of all tables is closed to most accounts. */
const USUAL_TABLES = {
  incident: 'Incidents',
  problem: 'Problems',
  change_request: 'Change requests',
  sc_cat_item: 'Catalogue items',
  sc_req_item: 'Requested items',
  sn_hr_core_case: 'HR cases',
  cmdb_ci_service: 'Services',
} as const;

/** Makes the checks of the catalogue entry in order; the first that fails ends it. */
export async function verify(
  context: ServiceNowContext,
  report: ReportCheck,
): Promise<VerifyResult> {
  const mode: CallMode = { retry: 'none', timeoutMs: createBudget().timeoutMs };
  const { base, client } = openInstance(context, mode);
  const { settings } = context;
  const checks = createChecks(report);
  await signIn({ client, settings, checks, host: new URL(base).host });
  const bases = await checks.require('list_knowledge_bases', () => listBases(client));
  await checks.require('read_article', () => readArticle(client, settings));
  await checks.require('read_tables', () =>
    readTables(client, { base, settings, convert: context.convert }),
  );
  await verifyAccess(client, { checks, bases: settings.knowledge_bases ?? [] });
  const tables = await offerTables(client);
  const groups = await offerGroups(client);
  return { options: { knowledge_bases: await withCounts(client, bases), tables, groups } };
}

/** One call proves two things: whatever refuses an account in ServiceNow's words is a ServiceNow. */
async function signIn(given: {
  client: TableClient;
  settings: ServiceNowSettings;
  checks: Checks;
  host: string;
}): Promise<void> {
  const { client, settings, checks, host } = given;
  const isAnswer = ['invalid_credentials', 'insufficient_permissions', 'rate_limited'];
  const first = await checks.require('address', async () => {
    const zone = await asResult(() => findAccount(client, settings.username));
    if (zone.error && !isAnswer.includes(zone.error.code)) throw zone.error;
    return { value: zone, detail: `ServiceNow at ${host}` };
  });
  await checks.require('signed_in', async () => {
    if (first.error && first.error.code !== 'insufficient_permissions') throw first.error;
    const name = settings.username ?? 'The OAuth client';
    const zone = first.value;
    const isOdd = zone !== undefined && zone !== '' && !isUtc(zone);
    const advice = `${name}. Its time zone is ${zone}; set it to GMT, so that fewer records are read twice.`;
    return { value: undefined, detail: isOdd ? advice : name };
  });
}

async function asResult<T>(work: () => Promise<T>) {
  try {
    return { value: await work(), error: undefined };
  } catch (error) {
    if (error instanceof SourceError) return { value: undefined, error };
    throw error;
  }
}

async function findAccount(client: TableClient, username: string | undefined) {
  if (username && !/[\^,]/.test(username)) return zoneOf(client, username);
  await client.list({ table: 'sys_user', query: 'ORDERBYsys_id', fields: ['sys_id'], limit: 1 });
  return undefined;
}

async function listBases(client: TableClient): Promise<Checked<SourceOption[]>> {
  const bases: SourceOption[] = [];
  const table = 'kb_knowledge_base';
  const asked = {
    table,
    groups: ['active=true'],
    fields: ['sys_id', 'title', 'active'],
    after: '',
  };
  for await (const { rows } of sweep(client, asked)) {
    const active = rows.filter((row) => cell(row, 'active') !== 'false');
    bases.push(...active.map(toOption));
    if (bases.length >= MOST_BASES) break;
  }
  if (bases.length === 0) {
    throw new SourceError(
      'insufficient_permissions',
      'The account signed in, but it may not see a single knowledge base.',
    );
  }
  const sorted = bases.toSorted((one, other) => one.label.localeCompare(other.label, 'en'));
  const count = bases.length === 1 ? '1 knowledge base' : `${bases.length} knowledge bases`;
  return { value: sorted, detail: count };
}

function toOption(row: Row): SourceOption {
  return { value: cell(row, 'sys_id'), label: cell(row, 'title') || 'Untitled knowledge base' };
}

async function readArticle(
  client: TableClient,
  settings: ServiceNowSettings,
): Promise<Checked<undefined>> {
  const chosen = settings.knowledge_bases ?? [];
  const [missing] = (await findChosenBases(client, chosen)).failed;
  if (missing) throw new SourceError(missing.code, missing.reason);
  const query = `${articlesQuery(chosen)}^ORDERBYsys_id`;
  const fields = ['sys_id', 'number', 'short_description', 'text'];
  // Access rules may hide the first ones, so a few are asked for.
  const page = await client.list({ table: ARTICLES, query, fields, limit: 20 });
  const [article] = page.rows;
  if (article) {
    // Everybody in the organization sees it, so it names no article by its title.
    return { value: undefined, detail: cell(article, 'number') };
  }
  if ((page.total ?? 0) > 0) {
    throw new SourceError(
      'insufficient_permissions',
      `There are ${page.total} published articles, but access rules hide the first ones from this account.`,
    );
  }
  return { value: undefined, detail: 'No published article was found.', outcome: 'unknown' };
}

async function readTables(
  client: TableClient,
  { base, settings, convert }: Pick<ServiceNowContext, 'settings' | 'convert'> & { base: string },
): Promise<Checked<undefined>> {
  const tables = settings.tables ?? [];
  if (tables.length === 0) {
    return { value: undefined, detail: 'No tables are chosen.', outcome: 'not_needed' };
  }
  const hidden: string[] = [];
  for (const choice of tables) {
    const { table } = choice;
    const part = await records(client, { base, choice, convert });
    const asked = { table, query: composeQuery(part.groups), fields: ['sys_id'], limit: 20 };
    const page = await client.list(asked);
    if (page.rows.length === 0) hidden.push(table);
  }
  if (hidden.length === 0) return { value: undefined, detail: `${tables.length} tables` };
  const detail = `No records were found in ${hidden.join(', ')}: there are none, or access rules hide them.`;
  return { value: undefined, detail, outcome: 'unknown' };
}

/** A missing count is better than no answer. */
async function withCounts(client: TableClient, bases: SourceOption[]): Promise<SourceOption[]> {
  const counts = await asResult(() =>
    client.countBy(ARTICLES, 'workflow_state=published', 'kb_knowledge_base'),
  );
  if (counts.error) return bases;
  return bases.map((base) => ({ ...base, count: counts.value.get(base.value) ?? 0 }));
}

async function offerTables(client: TableClient): Promise<SourceOption[]> {
  const offered = await inParallel(Object.entries(USUAL_TABLES), 4, async ([value, label]) => {
    const counted = await asResult(() => client.count(value, ''));
    return counted.error ? undefined : { value, label, count: counted.value.count };
  });
  return offered.filter((option) => option !== undefined);
}
