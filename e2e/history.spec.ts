import { readFile } from 'node:fs/promises';
import { connectAndSync, statusCard } from './confluence-steps.ts';
import { expect, expectAccessible, type Page, test } from './fixtures.ts';

const rows = (page: Page) => page.getByRole('list', { name: 'Runs' }).getByRole('listitem');

async function expectAsWideAs(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  const beside = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(beside, `${page.url()} is wider than ${width} px`).toBe(0);
}

test('runs appear in the history as they begin and end, with charts; the log is narrowed and exported', async ({
  signedIn: page,
  stack,
}, testInfo) => {
  // Four runs, two languages and a page more than most.
  test.setTimeout(180_000);
  const { switches } = stack.confluence.controls;
  const shoot = async (name: string) => {
    await page.screenshot({ path: testInfo.outputPath(`${name}.png`), fullPage: true });
  };
  const syncAgain = async () => {
    // Later syncs ask so little that they may be over before anybody looks.
    switches.latencyMs = 1_000;
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Sync now' }).click();
    await expect(rows(page).first()).toContainText('Under way');
    switches.latencyMs = 0;
    await expect(rows(page).first()).not.toContainText('Under way', { timeout: 60_000 });
  };

  await test.step('the first sync, and the verification before it', async () => {
    await connectAndSync(page, stack.confluence);
    await page.getByRole('tab', { name: 'History' }).click();
    await expect(statusCard(page)).toHaveAttribute('data-state', 'synced', { timeout: 60_000 });
    const sync = rows(page).filter({ hasText: 'Started by Ada Lovelace' }).first();
    await expect(sync).toHaveAttribute('data-outcome', 'succeeded');
    await expect(sync).toContainText(/^SyncSucceeded[\d,]+ pages[\d,]+\sadded/);
    await expect(rows(page).last()).toContainText('Verification');
    await expect(page.getByText('Charts appear after the second sync')).toBeVisible();
  });

  await test.step('a second one: its row changes by itself, and there are charts', async () => {
    await page.getByLabel('Show', { exact: true }).selectOption({ label: 'Syncs' });
    await expect(rows(page)).toHaveCount(1);
    await syncAgain();
    await expect(rows(page)).toHaveCount(2);
    await expect(rows(page).first()).toContainText('nothing changed');
    for (const name of ['Documents after each sync', 'How long each sync took']) {
      await expect(page.getByRole('figure', { name }).getByRole('img')).toBeVisible();
    }
    await page.getByText('The figures as a table').click();
    const table = page.getByRole('table', { name: /^Figures of the last syncs/ });
    await expect(table.getByRole('row')).toHaveCount(3);
  });

  await test.step('one that fails says why', async () => {
    switches.loginPage = true;
    await syncAgain();
    await expect(rows(page).first()).toHaveAttribute('data-outcome', 'failed');
    switches.loginPage = false;
  });

  await test.step('in both themes, on a phone, and from right to left', async () => {
    await shoot('history-light');
    await expectAccessible(page);
    await shoot('history-dark');
    await expectAsWideAs(page, 320);
    await shoot('history-320');
    await page.evaluate(() => localStorage.setItem('rita.language', 'ar'));
    await page.reload();
    await expect(page.getByRole('tab', { name: 'السجل' })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('figure')).toHaveCount(2);
    await expectAsWideAs(page, 320);
    await shoot('history-ar');
    await page.evaluate(() => localStorage.setItem('rita.language', 'en'));
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('the log of one person and of some days, kept in the address', async () => {
    await page.goto('/activity');
    await page.getByLabel('Who').selectOption({ label: 'Ada Lovelace' });
    await expect(page.getByText('The connector finished a sync')).toHaveCount(0);
    await expect(page.getByText('Ada Lovelace started a sync').first()).toBeVisible();
    await page.getByLabel('To', { exact: true }).fill('2020-01-01');
    await expect(page.getByText('Nothing fits')).toBeVisible();
    await expect(page).toHaveURL(/person=.+&to=%222020-01-01%22|to=2020-01-01/);
    await page.getByLabel('From', { exact: true }).fill('2020-01-02');
    await expect(page.getByText('This day is before the first one.')).toBeVisible();
    await page.getByLabel('To', { exact: true }).fill('2099-12-31');
    await expect(page.getByText('Ada Lovelace started a sync').first()).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('From', { exact: true })).toHaveValue('2020-01-02');
    await expectAccessible(page);
    await shoot('activity-filtered');
    await expectAsWideAs(page, 320);
  });

  await test.step('exported as shown, as Excel reads it', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    expect(text.startsWith('\ufeff"time","actor"')).toBe(true);
    expect(text).toContain('"sync.started"');
    expect(text).not.toContain('"sync.completed"');
  });
});
