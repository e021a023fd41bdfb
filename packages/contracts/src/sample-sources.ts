import { z } from 'zod';
import { dataSourceTypeSchema } from './catalogue/index.ts';
import { defineRoute } from './route.ts';

/** A sample server that runs beside the app for trials; its credentials are made up and public. */
export const sampleSourceSchema = z.object({
  type: dataSourceTypeSchema,
  name: z.string(),
  description: z.string(),
  settings: z.record(z.string(), z.unknown()),
  credentials: z.record(z.string(), z.string()),
});
export type SampleSource = z.output<typeof sampleSourceSchema>;

export const listSampleSources = defineRoute({
  id: 'listSampleSources',
  method: 'GET',
  path: '/api/sample-sources',
  summary: 'Sample servers to try the product with; empty unless SAMPLE_SOURCES is on',
  access: 'member',
  success: { status: 200, schema: z.object({ data: z.array(sampleSourceSchema) }) },
  problems: [],
});
