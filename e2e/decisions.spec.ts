import { connectAndSync, statusCard } from './confluence-steps.ts';
import { expect, expectAccessible, test } from './fixtures.ts';

test('what could not be read is listed and read again; removals wait for a decision', async ({
  signedIn: page,
  stack,
}) => {
  const { controls } = stack.confluence;
  // Not the first, which the verification reads.
  const broken = controls.site.content.findLast(
    (item) => item.type === 'page' && item.status === 'current' && item.readers === null,
  );
  if (!broken) throw new Error('The sample site has no page');
  const status = statusCard(page);
  const ends = (state: string) =>
    expect(status).toHaveAttribute('data-state', state, { timeout: 60_000 });
  const sync = async () => {
    // Later syncs ask so little that they may be over before anybody looks.
    controls.switches.latencyMs = 2_000;
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Sync now' }).click();
    await expect(status).toHaveAttribute('data-state', 'syncing');
    controls.switches.latencyMs = 0;
  };

  await test.step('one page is broken: the list names it, and why', async () => {
    controls.switches.brokenBodyOf = broken.id;
    controls.switches.brokenBodyStatus = 500;
    await connectAndSync(page, stack.confluence);
    await ends('synced_with_problems');
    const list = page.getByRole('list', { name: 'Could not be read' });
    await expect(list.getByRole('listitem')).toHaveCount(1);
    await expect(list).toContainText(broken.title);
    await expectAccessible(page);
  });

  await test.step('it is mended, and only it is read again', async () => {
    controls.switches.brokenBodyOf = null;
    controls.calls.length = 0;
    await status.getByRole('button', { name: /^Retry these/ }).click();
    await ends('synced');
    await expect(page.getByRole('list', { name: 'Could not be read' })).toBeHidden();
    // Permissions may be read beside it.
    const read = controls.calls.filter((address) => address.includes('body-format='));
    expect(read).toEqual([expect.stringContaining(`/pages/${broken.id}?`)]);
  });

  const gone = controls.site.content.filter((item) => item.status === 'current').slice(0, 150);
  await test.step('half of the site goes: the sync stops, removes nothing and asks', async () => {
    for (const item of gone) controls.remove(item.id);
    await page.getByRole('button', { name: 'Preview a sync' }).click();
    const sentence = /^A sync would (change\s\d+ and )?remove\s\d+ pages\.$/;
    await expect(page.getByText(sentence)).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText(/^So many removals would stop the sync/)).toBeVisible();
    await expectAccessible(page);
    await ends('synced');
    await sync();
    await ends('held');
    await expect(status).toContainText(
      /This sync would remove \d+ of \d+ pages\. Nothing was removed\./,
    );
    await expectAccessible(page);
  });

  await test.step('kept: all stay, and nobody is asked again', async () => {
    await status.getByRole('button', { name: 'Keep them' }).click();
    await ends('synced');
    await expect(page.getByText(/^\d+ pages kept although/)).toBeVisible();
    await sync();
    await ends('synced');
  });

  await test.step('let go after all', async () => {
    await page.getByRole('button', { name: 'Remove them…' }).click();
    const dialog = page.getByRole('dialog', { name: /^Remove \d+ pages\?$/ });
    await expect(dialog).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Sync and remove' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText(/^\d+ pages kept although/)).toBeHidden({ timeout: 60_000 });
    await ends('synced');
  });
});
