import { connectAndSync, openToEveryone, statusCard } from './confluence-steps.ts';
import { test as base, expect } from './fixtures.ts';
import { type SeparateStack, startSeparateStack } from './stack.ts';

/** App and connector as processes of their own, so that one can be killed. */
const test = base.extend<object, { stack: SeparateStack }>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from it
    async ({}, use) => {
      const stack = await startSeparateStack();
      await use(stack);
      await stack.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

test('a connector killed in the middle of a sync goes on where it was', async ({
  signedIn: page,
  stack,
}) => {
  const { controls } = stack.confluence;
  controls.switches.largestLimit = 10;
  controls.switches.latencyMs = 200;
  await connectAndSync(page, stack.confluence);
  await expect(statusCard(page)).toHaveAttribute('data-state', 'syncing');
  const bar = page.getByRole('progressbar', { name: 'Progress of Confluence' });
  await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(0);

  await stack.connector.kill();
  await expect(statusCard(page), 'silence is told').toHaveAttribute('data-state', 'silent', {
    timeout: 30_000,
  });
  const listingsBefore = controls.calls.filter((call) => call.includes('/api/v2/spaces?')).length;
  controls.switches.latencyMs = 0;
  await stack.connector.start();
  await expect(statusCard(page)).toHaveAttribute('data-state', 'synced', { timeout: 60_000 });
  expect(listingsBefore).toBeGreaterThan(0);

  await openToEveryone(page);
  await page.goto('/documents');
  await expect(page.getByRole('main').getByText(/^\d+ documents$/)).toBeVisible();
});
