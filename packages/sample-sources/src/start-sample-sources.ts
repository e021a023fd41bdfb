import type { DataSourceType, SampleSource } from '@rita/contracts';
import { startSampleConfluence } from './confluence/start-sample-confluence.ts';
import { startSampleServiceNow } from './servicenow/start-sample-servicenow.ts';
import { startSampleSharePoint } from './sharepoint/start-sample-sharepoint.ts';
import { startSampleWebsearch } from './websearch/start-sample-websearch.ts';

/** Where each sample server listens. A connection to one stays good only while its address does. */
export type SamplePorts = Partial<Record<DataSourceType, number>>;

export type SampleSources = {
  listing: SampleSource[];
  ports: SamplePorts;
  /** Every address that a connector has to be allowed to call. */
  origins: string[];
  close: () => Promise<void>;
};

type Sample = Pick<SampleSource, 'settings' | 'credentials'> & {
  url: string;
  /** Another host that downloads lead to. */
  mediaUrl?: string;
  close: () => Promise<void>;
};

/** Each source that there is a sample of: what the form says about it, and how it is started. */
const SAMPLES: {
  type: DataSourceType;
  name: string;
  description: string;
  start: (options: { port: number; keepsCalls: false }) => Promise<Sample>;
}[] = [
  {
    type: 'confluence',
    name: 'Northwind Tea',
    description:
      'A made-up company that sells tea: about 300 pages of engineering, operations, people and product knowledge.',
    start: startSampleConfluence,
  },
  {
    type: 'servicenow',
    name: 'Northwind Tea service desk',
    description:
      'The service desk of the same company: about 140 knowledge articles and 60 incidents.',
    start: startSampleServiceNow,
  },
  {
    type: 'sharepoint',
    name: 'Northwind Tea intranet',
    description:
      'Libraries and intranet pages of the same company: Word, PowerPoint, Excel, PDF and text files.',
    start: startSampleSharePoint,
  },
  {
    type: 'websearch',
    name: 'Northwind search',
    description:
      'A SearXNG server over a made-up web of about 160 pages on tea: brewing, customs, freight and food rules.',
    start: startSampleWebsearch,
  },
];

/**
 * Starts a sample server of each source that there is one of, on loopback: at the port preferred
 * (where it was last time, say), or at a free one where none is given or it is taken.
 */
export async function startSampleSources(preferred: SamplePorts = {}): Promise<SampleSources> {
  const started = await Promise.all(
    SAMPLES.map(async ({ start, ...about }) => ({
      about,
      sample: await startAt(preferred[about.type], (port) => start({ port, keepsCalls: false })),
    })),
  );
  return {
    listing: started.map(({ about, sample: { settings, credentials } }) => ({
      ...about,
      settings,
      credentials,
    })),
    ports: Object.fromEntries(
      started.map(({ about, sample }) => [about.type, Number(new URL(sample.url).port)]),
    ),
    origins: [...new Set(started.flatMap(({ sample }) => originsOf(sample)))],
    close: async () => {
      await Promise.all(started.map(({ sample }) => sample.close()));
    },
  };
}

function originsOf({ url, mediaUrl, settings }: Sample): string[] {
  return [url, mediaUrl, ...Object.values(settings)]
    .filter((value): value is string => typeof value === 'string' && /^http:\/\//.test(value))
    .map((address) => new URL(address).origin);
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
