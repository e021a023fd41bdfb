import type { SampleSource } from '@rita/contracts';
import { startSampleConfluence } from './confluence/start-sample-confluence.ts';

export type SampleSources = { listing: SampleSource[]; close: () => Promise<void> };

/** Starts a sample server of each source that there is one of, on free loopback ports. */
export async function startSampleSources(): Promise<SampleSources> {
  const confluence = await startSampleConfluence();
  return {
    listing: [
      {
        type: 'confluence',
        name: 'Northwind Tea',
        description:
          'A made-up company that sells tea: about 300 pages of engineering, operations, people and product knowledge.',
        settings: confluence.settings,
        credentials: confluence.credentials,
      },
    ],
    close: () => confluence.close(),
  };
}
