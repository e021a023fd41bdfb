import { listSampleSources, type SampleSource } from '@rita/contracts';
import type { Log } from '@rita/platform/log';
import { readCapped } from '../connector/read-capped.ts';
import type { ListSampleSources } from './sample-sources.routes.ts';

const MAX_LISTING_BYTES = 256 * 1024;
const LIMIT_MS = 3_000;

/**
 * The sample servers to offer: those given (embedded mode), or the listing at the address that
 * `SAMPLE_SOURCES` names, asked each time. None when it cannot be had.
 */
export function createSampleListing(options: {
  setting: string;
  given: readonly SampleSource[] | undefined;
  log: Log;
}): ListSampleSources {
  const { setting, given, log } = options;
  if (setting === 'off') return async () => [];
  if (given !== undefined) return async () => [...given];
  if (setting === 'on') return async () => [];
  return async () => {
    try {
      const response = await fetch(setting, {
        redirect: 'error',
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      const listing: unknown = JSON.parse(await readCapped(response.body ?? [], MAX_LISTING_BYTES));
      const wrapped = Array.isArray(listing) ? { data: listing } : listing;
      return listSampleSources.success.schema.parse(wrapped).data;
    } catch (err) {
      log.warn({ err }, 'listing of sample sources could not be read');
      return [];
    }
  };
}
