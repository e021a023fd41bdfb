import { cardOf, connectAndSync, statusCard } from './confluence-steps.ts';
import { expect, test } from './fixtures.ts';

test('a sync that fails half-way says whose turn it is, keeps what it read, and can be repeated', async ({
  signedIn: page,
  stack,
}) => {
  const { controls } = stack.confluence;
  await test.step('the account loses its access while pages are read', async () => {
    controls.switches.largestLimit = 25;
    controls.answerNext(
      /\/api\/v2\/spaces\/\d+\/pages\?.*cursor=/,
      { status: 401, body: { errors: [{ status: 401, code: 'UNAUTHORIZED', title: 'no' }] } },
      1000,
    );
    await connectAndSync(page, stack.confluence);
    await expect(statusCard(page)).toHaveAttribute('data-state', /failed|needs_credentials/, {
      timeout: 60_000,
    });
    await expect(statusCard(page)).toContainText(/Whose turn/i);
    await page.goto('/data-sources');
    await expect(cardOf(page, 'Confluence')).toHaveAttribute(
      'data-state',
      /failed|needs_credentials/,
    );
  });

  await test.step('what was read before the failure can be searched', async () => {
    await page.goto('/documents');
    await expect(page.getByRole('main').getByText(/^\d+ documents$/)).toBeVisible();
  });

  await test.step('with access again, the next sync completes', async () => {
    controls.answerNext(/never-asked/, { status: 200, body: {} }, 0);
    stack.confluence.controls.forgetAnswers();
    await page.goto('/data-sources');
    await cardOf(page, 'Confluence').getByRole('link', { name: 'Confluence' }).click();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Sync now' }).click();
    await expect(statusCard(page)).toHaveAttribute('data-state', 'synced', { timeout: 60_000 });
  });
});
