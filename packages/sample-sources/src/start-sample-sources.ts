import type { DataSourceType, SampleSource } from '@rita/contracts';
import { startSampleConfluence } from './confluence/start-sample-confluence.ts';
import { startSampleServiceNow } from './servicenow/start-sample-servicenow.ts';

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
  const servicenow = await startAt(preferred.servicenow, (port) => startSampleServiceNow({ port }));
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
      {
        type: 'servicenow',
        name: 'Northwind Tea service desk',
        description:
          'The service desk of the same company: about 140 knowledge articles and 60 incidents.',
        settings: servicenow.settings,
        credentials: servicenow.credentials,
      },
    ],
    ports: { confluence: portOf(confluence.url), servicenow: portOf(servicenow.url) },
    close: async () => {
      await Promise.all([confluence.close(), servicenow.close()]);
    },
  };
}

function portOf(url: string): number {
  return Number(new URL(url).port);
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
