import type { DataSourceType, SampleSource } from '@rita/contracts';
import { startSampleConfluence } from './confluence/start-sample-confluence.ts';

/** Where each sample server listens. A connection to one stays good only while its address does. */
export type SamplePorts = Partial<Record<DataSourceType, number>>;

export type SampleSources = {
  listing: SampleSource[];
  ports: SamplePorts;
  close: () => Promise<void>;
};

/**
 * Starts a sample server of each source that there is one of, on loopback: at the port preferred
 * (where it was last time, say), or at a free one where none is given or it is taken.
 */
export async function startSampleSources(preferred: SamplePorts = {}): Promise<SampleSources> {
  const confluence = await startAt(preferred.confluence, (port) => startSampleConfluence({ port }));
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
    ports: { confluence: Number(new URL(confluence.url).port) },
    close: () => confluence.close(),
  };
}

async function startAt<T>(
  port: number | undefined,
  start: (port: number) => Promise<T>,
): Promise<T> {
  try {
    return await start(port ?? 0);
  } catch (error) {
    if (port === undefined || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return start(0);
  }
}
