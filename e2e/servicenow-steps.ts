import type { SampleServiceNow } from '@rita/sample-sources';
import { cardOf } from './confluence-steps.ts';
import { expect, type Page } from './fixtures.ts';

/** From the card to proven access; ends where it is chosen what to read. */
export async function proveServiceNow(
  page: Page,
  { settings, credentials }: Pick<SampleServiceNow, 'settings' | 'credentials'>,
): Promise<void> {
  await cardOf(page, 'ServiceNow').getByRole('link', { name: 'Configure' }).click();
  await page.getByRole('textbox', { name: /^Instance/ }).fill(String(settings.instance_url));
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('textbox', { name: /^User name/ }).fill(String(settings.username));
  await page.getByLabel('Password', { exact: true }).fill(String(credentials.password));
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(page.getByRole('heading', { name: /Choose what$/ })).toBeVisible({
    timeout: 30_000,
  });
}
