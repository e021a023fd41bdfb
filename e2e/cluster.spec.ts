import type { BrowserContext } from '@playwright/test';
import type { DataSourceConnection } from '@rita/contracts';
import { cardOf, connectAndSync, statusCard } from './confluence-steps.ts';
import { test as base, expect, signUp } from './fixtures.ts';
import { type ClusterStack, startClusterStack } from './stack.ts';

const test = base.extend<object, { stack: ClusterStack }>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from it
    async ({}, use) => {
      const stack = await startClusterStack();
      await use(stack);
      await stack.close();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

/** The replicas are reached by number, past the balancer; a cookie of `localhost` does not count there. */
async function signInByNumber(context: BrowserContext): Promise<void> {
  const cookies = await context.cookies();
  await context.addCookies(cookies.map((cookie) => ({ ...cookie, domain: '127.0.0.1' })));
}

test('a browser on each replica sees the same, also when the replica that it watches is killed (row 65)', async ({
  context,
  stack,
}) => {
  const [first, second] = stack.cluster.apiServers;
  if (!first || !second) throw new Error('The cluster has fewer than two app servers');
  await signUp(context, stack.url);
  await signInByNumber(context);
  const balanced = await context.newPage();
  const one = await context.newPage();
  const two = await context.newPage();
  await balanced.goto(`${stack.url}/data-sources`);
  await one.goto(`${first.url}/data-sources`);
  await two.goto(`${second.url}/data-sources`);
  const pages = [balanced, one, two];
  const all = (state: string) =>
    Promise.all(
      pages.map((page) =>
        expect(cardOf(page, 'Confluence')).toHaveAttribute('data-state', state, {
          timeout: 60_000,
        }),
      ),
    );
  await all('not_configured');

  await test.step('the main job on one replica is seen live by way of the other', async () => {
    stack.confluence.controls.switches.latencyMs = 150;
    stack.confluence.controls.switches.largestLimit = 10;
    await connectAndSync(one, stack.confluence);
    // Saved and started by then: leaving earlier would take the second request along.
    await expect(statusCard(one)).toHaveAttribute('data-state', 'syncing');
    await one.goto(`${first.url}/data-sources`);
    await all('syncing');
    await expect(
      cardOf(two, 'Confluence').getByRole('progressbar', { name: 'Progress of Confluence' }),
    ).toBeVisible();
  });

  await test.step('one replica is killed in the middle', async () => {
    process.kill(first.pid() ?? 0, 'SIGKILL');
    stack.confluence.controls.switches.latencyMs = 0;
    // The page on the killed one comes back with it, the balanced one by way of the other.
    await all('synced');
  });

  await test.step('the other one is killed, and what changes meanwhile is not missed', async () => {
    process.kill(second.pid() ?? 0, 'SIGKILL');
    const headers = { origin: first.url };
    const listed = await context.request.get(`${first.url}/api/data-sources`);
    const { data } = (await listed.json()) as { data: DataSourceConnection[] };
    const row = data.find(({ type }) => type === 'confluence');
    const path = `${first.url}/api/data-sources/${row?.id}`;
    const saved = await context.request.put(path, { data: { name: 'Our handbook' }, headers });
    expect(saved.status(), await saved.text()).toBe(200);
    await Promise.all(
      pages.map((page) => expect(cardOf(page, 'Our handbook')).toBeVisible({ timeout: 30_000 })),
    );
  });
});
