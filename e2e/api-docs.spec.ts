import { expect, test } from './fixtures.ts';

test('the page of the API runs under the same policy as all others, nothing inline', async ({
  page,
}) => {
  const refused: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) refused.push(message.text());
  });
  const answer = await page.goto('/docs');
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe');
  const html = (await answer?.text()) ?? '';
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\son\w+=/i);

  await page.getByText('/api/data-sources/{id}/sync').click();
  await expect(page.getByText('run_in_progress').first()).toBeVisible();
  expect(refused).toEqual([]);
});
