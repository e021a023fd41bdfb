import type { SampleConfluence } from '@rita/sample-sources';
import { expect, type Page } from './fixtures.ts';

/** The steps of the main job, as somebody with a mouse takes them. */
export function cardOf(page: Page, name: string) {
  return page.getByRole('article').filter({ has: page.getByRole('heading', { name }) });
}

export async function openConfiguration(page: Page): Promise<void> {
  await cardOf(page, 'Confluence').getByRole('link', { name: 'Configure' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Confluence');
}

export async function fillWhere(page: Page, confluence: SampleConfluence): Promise<void> {
  await page.getByRole('textbox', { name: /^Site/ }).fill(confluence.url);
  await page.getByRole('button', { name: 'Continue' }).click();
}

export async function fillAccess(
  page: Page,
  access: { email: string; token: string },
): Promise<void> {
  await page.getByRole('radio', { name: /^API token/ }).click();
  await page.getByRole('textbox', { name: /^E-mail of the account/ }).fill(access.email);
  await page.getByLabel('API token', { exact: true }).fill(access.token);
}

export function accessTo(confluence: SampleConfluence): { email: string; token: string } {
  return {
    email: String(confluence.settings.email),
    token: String(confluence.credentials.api_token),
  };
}

/** All checks passed; the page goes on to the choice by itself. */
export async function expectAccessProven(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: /Choose what$/ })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByRole('region', { name: 'Checks' })).toContainText('Passed');
}

/** From the card to a saved, synced connection; ends on its detail page while the sync begins. */
export async function connectAndSync(page: Page, confluence: SampleConfluence): Promise<void> {
  await openConfiguration(page);
  await fillWhere(page, confluence);
  await fillAccess(page, accessTo(confluence));
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  await expectAccessProven(page);
  await page.getByRole('button', { name: 'Save and sync now' }).click();
}

/**
 * Lets everybody in the organization find the documents, as its owner: the sample site knows nobody
 * who signs up in a test.
 */
export async function openToEveryone(page: Page): Promise<void> {
  const answer = await page.request.get('/api/data-sources');
  const { data: rows } = (await answer.json()) as { data: { id: string; type: string }[] };
  const id = rows.find(({ type }) => type === 'confluence')?.id;
  const opened = await page.request.put(`/api/data-sources/${id}/access`, {
    data: { mode: 'everyone' },
    headers: { origin: new URL(page.url()).origin },
  });
  expect(opened.status(), await opened.text()).toBe(200);
}

export function statusCard(page: Page) {
  return page.getByRole('region', { name: 'Status' });
}
