import type { SampleServiceNow } from '@rita/sample-sources';
import { convertHere } from '../../convert/testing.ts';
import type { SourceHttp } from '../../egress/source-http.ts';
import { sourceConvert } from '../source-convert.ts';
import type { AccessModel, ReadingOutcome } from '../testing/access-model.ts';
import { madeAnswer } from '../testing/made-answer.ts';
import type { SourceRun } from '../testing/source-run.ts';
import type { ServiceNowContext } from './context.ts';
import { readAccess } from './read-access.ts';

export type HowToRead = {
  settings?: object;
  through?: (http: SourceHttp) => SourceHttp;
  /** Addresses that people of the organization proved. */
  people?: readonly string[];
};

/** A run against a sample, without a network between. */
export function openHere(
  sample: SampleServiceNow,
  { settings = {}, through }: Pick<HowToRead, 'settings' | 'through'> = {},
): SourceRun<ServiceNowContext> {
  const http = inProcess(sample);
  const context = {
    settings: { ...sample.settings, ...settings },
    credentials: sample.credentials,
    http: through?.(http) ?? http,
    convert: sourceConvert(convertHere),
    signal: new AbortController().signal,
    now: () => new Date(),
  } as unknown as ServiceNowContext;
  return { context, waits: [], abort: () => {}, close: async () => {} };
}

/** A whole reading of a sample's permissions into `model`. */
export async function readHere(
  model: AccessModel,
  sample: SampleServiceNow,
  { people = [], ...how }: HowToRead = {},
): Promise<ReadingOutcome> {
  const open = () => openHere(sample, how);
  const outcome = await model.read(readAccess, open, { people: people.map(whoProved) });
  if (outcome.error !== undefined) throw outcome.error;
  return outcome;
}

/** Ids of documents that whoever proved an address finds. */
export function foundBy(model: AccessModel, address: string): Set<string> {
  return model.foundBy(whoProved(address), new Date());
}

export const whoProved = (address: string) => ({ personId: address, addresses: [address] });

/** The sample without a network between. */
export function inProcess(sample: SampleServiceNow): SourceHttp {
  return {
    send: async ({ url, method = 'GET', headers = {} }) => {
      const { pathname, search } = new URL(url);
      const call = { method, path: `${pathname}${search}`, authorization: headers.authorization };
      return madeAnswer(url, sample.ask(call));
    },
  };
}
