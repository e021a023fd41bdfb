import { statusCard } from './confluence-steps.ts';
import { expect, expectAccessible, type Page, test } from './fixtures.ts';
import { proveServiceNow } from './servicenow-steps.ts';

type Sample = {
  type: string;
  settings: Record<string, string>;
  credentials: Record<string, string>;
};

/** The embedded product brings a sample ServiceNow along and says how to get in. */
async function sampleServiceNow(page: Page): Promise<Sample> {
  const answer = await page.request.get('/api/sample-sources');
  const { data } = (await answer.json()) as { data: Sample[] };
  const sample = data.find(({ type }) => type === 'servicenow');
  if (!sample) throw new Error('There is no sample ServiceNow');
  return sample;
}

test('tables with a query are chosen by keyboard, kept, and read', async ({ signedIn: page }) => {
  await proveServiceNow(page, await sampleServiceNow(page));
  const { keyboard } = page;
  const add = page.getByRole('button', { name: 'Add a table' });
  await add.focus();
  await keyboard.press('Enter');
  const tables = page.getByRole('list', { name: 'Tables' });
  await expect(tables.getByLabel('Table', { exact: true })).toBeFocused();
  // What the verification found is suggested.
  const suggested = page.locator('datalist option[value="incident"]');
  await expect(suggested).toContainText(/Incidents\s· \d+ records/);
  await keyboard.type('incident');
  await keyboard.press('Tab');
  await expect(tables.getByLabel('Query for incident')).toBeFocused();
  await keyboard.type('active=true');
  // Enter must not begin a sync while somebody is still writing.
  await keyboard.press('Enter');
  const readers = tables.getByLabel('Who finds the records of incident');
  await expect(readers).toHaveValue('nobody');
  await readers.selectOption('People with a role');
  await tables.getByLabel('Name of the role').fill('itil');
  await add.focus();
  await keyboard.press('Enter');
  await keyboard.type('incident');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Tables must name each table once');
  await page.getByRole('button', { name: 'Remove incident' }).last().focus();
  await keyboard.press('Enter');
  await expect(add).toBeFocused();
  await page.getByRole('button', { name: 'Save and sync now' }).click();
  await expect(statusCard(page)).toHaveAttribute('data-state', 'synced', { timeout: 60_000 });
  await page.getByRole('tab', { name: 'Configuration' }).click();
  await expect(page.getByText('incident (active=true): People with a role itil')).toBeVisible();
});
