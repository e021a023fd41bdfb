import { type Checked, createBudget, createChecks } from '../checks.ts';
import { type ReportCheck, SourceError, type VerifyResult } from '../source.ts';
import type { CallMode } from './call-provider.ts';
import type { WebsearchContext } from './context.ts';
import { createProvider } from './create-provider.ts';
import type { SearchProvider } from './provider.ts';

/** Asked where no query is saved yet, or the saved one finds nothing. */
const NEUTRAL_QUERY = 'test';
const TRIAL_RESULTS = 5;

/** Makes the checks of the catalogue entry in order; the first that fails ends it. */
export async function verify(
  context: WebsearchContext,
  report: ReportCheck,
): Promise<VerifyResult> {
  const { timeoutMs } = createBudget();
  const mode: CallMode = { retry: 'none', signal: context.signal, timeoutMs };
  const checks = createChecks(report);
  const provider = await checks.require('address', async () => {
    const created = createProvider(context, mode);
    return { value: created, detail: await created.findService() };
  });
  await checks.require('signed_in', async () => {
    const detail = await provider.checkKey();
    return detail === undefined
      ? { value: undefined, outcome: 'not_needed', detail: 'This server needs no key' }
      : { value: undefined, detail };
  });
  await checks.require('trial_query', () => tryQuery(provider, context.settings.queries?.[0]));
  return { options: await provider.options() };
}

/** One real query: only that shows that results really come. Says how many and how fast, not what. */
async function tryQuery(
  provider: SearchProvider,
  saved: string | undefined,
): Promise<Checked<undefined>> {
  const query = saved ?? NEUTRAL_QUERY;
  const startedAt = performance.now();
  const { hits: found } = await provider.search(query, TRIAL_RESULTS);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (found.length > 0) {
    const many = found.length === TRIAL_RESULTS ? `${found.length} or more` : `${found.length}`;
    const detail = `“${query}” finds ${many} in ${seconds} s`;
    return { value: undefined, detail };
  }
  const others =
    saved === undefined ? undefined : await provider.search(NEUTRAL_QUERY, TRIAL_RESULTS);
  if (!others || others.hits.length === 0) {
    throw new SourceError('nothing_found', `${provider.name} finds nothing for “${query}”`);
  }
  const detail = `Searching works, but “${query}” finds nothing`;
  return { value: undefined, outcome: 'unknown', detail };
}
