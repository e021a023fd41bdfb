import type { DataSourceConnection } from '@rita/contracts';
import { sealedVerification } from '../scripts/testing/sealed-verification.ts';
import { expect, expectAccessible, type Page, test } from './fixtures.ts';

type Sample = {
  type: string;
  settings: Record<string, unknown>;
  credentials: Record<string, string>;
};

/** Proves access to the sample search engine, and leaves the choice to the page. */
async function verifiedWebSearch(page: Page): Promise<string> {
  const readBody = async <T>(path: string) => (await (await page.request.get(path)).json()) as T;
  const read = async <T>(path: string) => (await readBody<{ data: T }>(path)).data;
  const rows = await read<DataSourceConnection[]>('/api/data-sources');
  const sample = (await read<Sample[]>('/api/sample-sources')).find(
    ({ type }) => type === 'websearch',
  );
  const id = rows.find(({ type }) => type === 'websearch')?.id ?? '';
  const { settings = {}, credentials = {} } = sample ?? {};
  const headers = { origin: new URL(page.url()).origin };
  const data = await sealedVerification(readBody, id, { settings, credentials });
  const started = await page.request.post(`/api/data-sources/${id}/verify`, { data, headers });
  expect(started.status(), await started.text()).toBe(202);
  await expect
    .poll(async () => (await read<DataSourceConnection>(`/api/data-sources/${id}`)).status)
    .toBe('idle');
  return id;
}

test('a saved query is previewed before it is saved, and a query is tried', async ({
  signedIn: page,
}) => {
  const id = await verifiedWebSearch(page);
  await page.goto(`/data-sources/${id}/configure?step=choose`);
  await test.step('preview of what is not saved yet', async () => {
    await page.getByRole('button', { name: 'Preview a sync' }).click();
    await expect(page.getByText(/^A sync would add\s\d+ /)).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.getByRole('table', { name: 'Changes by place' })).toBeVisible();
    await expectAccessible(page);
    const stored = await page.request.get('/api/documents');
    expect(await stored.json()).toMatchObject({ total: 0 });
  });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await test.step('a query, answered at once', async () => {
    const card = page.getByRole('region', { name: 'Try a query' });
    await card.getByRole('textbox', { name: 'Query' }).fill('green tea');
    await page.keyboard.press('Enter');
    await expect(card.getByRole('listitem').first()).toBeVisible();
    await expectAccessible(page);
  });
});
