import { expect, test } from 'vitest';
import { startSampleConfluence } from './confluence/start-sample-confluence.ts';
import { startSampleServiceNow } from './servicenow/start-sample-servicenow.ts';
import { startSampleSharePoint } from './sharepoint/start-sample-sharepoint.ts';
import { startSampleSources } from './start-sample-sources.ts';
import { startSampleWebsearch } from './websearch/start-sample-websearch.ts';

test('comes back at the address it had, and elsewhere only when that is taken', async () => {
  const first = await startSampleSources();
  const second = await startSampleSources(first.ports);
  expect(second.ports.confluence).not.toBe(first.ports.confluence);
  await first.close();
  await second.close();
  const third = await startSampleSources(first.ports);
  expect(third.ports).toEqual(first.ports);
  expect(third.listing[0]?.settings.url).toContain(`:${first.ports.confluence}`);
  // Where files and the people's own pages come from too, or none could be read.
  expect(third.origins).toHaveLength(7);
  await third.close();
});

test.each(
  Object.entries({
    Confluence: startSampleConfluence,
    ServiceNow: startSampleServiceNow,
    SharePoint: startSampleSharePoint,
    'web search': startSampleWebsearch,
  }),
)('%s keeps what it was asked for a test to look at, and nothing in a trial', async (_, start) => {
  for (const keepsCalls of [true, false]) {
    const sample = await start({ keepsCalls });
    await fetch(`${sample.url}/somewhere`, { redirect: 'manual' });
    await sample.close();
    expect(sample.controls.calls).toEqual(keepsCalls ? ['GET /somewhere'] : []);
  }
});
