import type { SampleWebsearch } from '@rita/sample-sources';
import type { SourceHttp } from '../../egress/source-http.ts';
import type { ItemToRead } from '../source.ts';
import { readAgainToEnd } from '../testing/read-again-to-end.ts';
import { openSourceRun, type RunChange, verifyToEnd } from '../testing/source-run.ts';
import { type Stored, syncToEnd } from '../testing/sync-to-end.ts';
import type { WebsearchContext } from './context.ts';
import { readAgain } from './read-again.ts';
import { sync } from './sync.ts';
import { verify } from './verify.ts';

/** A run against the sample server through the real guarded client. */
export function openRun(sample: SampleWebsearch, change: RunChange = {}) {
  const through = (http: SourceHttp) => {
    const inPlace = standIn(http, sample.url);
    return change.through?.(inPlace) ?? inPlace;
  };
  const { settings, credentials } = sample;
  return openSourceRun<WebsearchContext>({ settings, credentials }, { ...change, through });
}

/** Lets the providers' own hosts and the made-up sites (`*.example`) be answered by the sample. */
function standIn(http: SourceHttp, origin: string): SourceHttp {
  return {
    send: async (request) => {
      const url = new URL(request.url);
      const path = url.pathname + url.search;
      const isSite = url.hostname.endsWith('.example');
      const isProvider = /(^|\.)(brave|tavily)\.com$/.test(url.hostname);
      if (!isSite && !isProvider) return http.send(request);
      const target = isSite ? `${origin}/sites/${url.hostname}${path}` : `${origin}${path}`;
      const answer = await http.send({ ...request, url: target, reach: 'allowed' });
      // Made-up sites are on the internet unless their name says that they are not.
      return { ...answer, url: url.href, isPublic: !url.hostname.startsWith('intranet.') };
    },
  };
}

export const runVerify = (sample: SampleWebsearch, change: RunChange = {}) =>
  verifyToEnd(verify, openRun(sample, change));

/** A whole sync; `known` is what is stored already, by id. */
export async function runSync(sample: SampleWebsearch, change: RunChange & Stored = {}) {
  const { known, checkpoint, ...rest } = change;
  const stored = { ...(known ? { known } : {}), checkpoint: checkpoint ?? null };
  const outcome = await syncToEnd(sync, openRun(sample, rest), stored);
  const { documents } = outcome;
  const revisions = new Map(documents.map(({ externalId, revision }) => [externalId, revision]));
  return { ...outcome, revisions };
}

/** What reading just these items again brings. */
export const runReadAgain = (
  sample: SampleWebsearch,
  items: readonly ItemToRead[],
  change: RunChange = {},
) => readAgainToEnd(readAgain, openRun(sample, change), items);
