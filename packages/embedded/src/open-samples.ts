import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Resources } from '@rita/platform/resources';
import { type SamplePorts, type SampleSources, startSampleSources } from '@rita/sample-sources';

export type OpenSamples = Pick<SampleSources, 'listing' | 'origins'>;

/**
 * Starts the sample servers where they were the last time, so that a connection that was made to
 * one still finds it after a restart.
 */
export async function openSamples(dataDir: string, resources: Resources): Promise<OpenSamples> {
  const file = join(dataDir, 'sample-ports.json');
  const samples = await startSampleSources(await readPorts(file));
  resources.add('sample sources', samples.close);
  await writeFile(file, JSON.stringify(samples.ports));
  return samples;
}

/** Nothing remembered, or nothing readable: any free port will do. */
async function readPorts(file: string): Promise<SamplePorts> {
  try {
    const ports: unknown = JSON.parse(await readFile(file, 'utf8'));
    const entries = Object.entries(ports as object).filter(([, port]) => isPort(port));
    return Object.fromEntries(entries) as SamplePorts;
  } catch {
    return {};
  }
}

function isPort(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) < 65_536;
}
