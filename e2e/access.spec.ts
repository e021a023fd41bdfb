import { type SampleServiceNow, sampleSysId, startSampleServiceNow } from '@rita/sample-sources';
import { cardOf, statusCard } from './confluence-steps.ts';
import {
  test as base,
  expect,
  expectAccessible,
  type Page,
  signUp,
  watchForErrors,
} from './fixtures.ts';
import { proveServiceNow } from './servicenow-steps.ts';
import { type Stack, startEmbeddedStack } from './stack.ts';

const ADVICE = 'Do I lose vacation?';

/** The product as for a trial, and a sample ServiceNow whose permissions the test can change. */
const test = base.extend<object, { stack: Stack & { servicenow: SampleServiceNow } }>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from it
    async ({}, use) => {
      const servicenow = await startSampleServiceNow();
      const stack = { ...(await startEmbeddedStack([servicenow.url])), servicenow };
      await use(stack);
      await stack.close();
      await servicenow.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

test('each finds what they could open at the source, and what is taken away there is gone', async ({
  browser,
  stack,
}) => {
  // A whole journey of three people.
  test.setTimeout(180_000);
  const { servicenow } = stack;
  const open = async () => (await browser.newContext({ baseURL: stack.url })).newPage();
  const [page, ewa, liam] = [await open(), await open(), await open()];
  const hidden = /\/api\/documents\/[\da-f-]+$/;
  const watched = [page, ewa, liam].map((one) => watchForErrors(one, hidden));
  await signUp(page.context(), stack.url);
  const accessCard = page.getByRole('region', { name: 'Who may find the documents' });

  await test.step('an owner connects a source that does not know them', async () => {
    await connectServiceNow(page, servicenow);
    await expect(accessCard).toContainText('Permissions as of', { timeout: 30_000 });
    await expectAccessible(page);
    await page.goto('/documents');
    await expect(page.getByText('Nothing here for you yet')).toBeVisible();
    await expect(page.getByRole('button', { name: /^View as Ewa Nowak/ })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('two people whom it knows find much, and little', async () => {
    await lookAs(ewa, /^View as Ewa Nowak/);
    await lookAs(liam, /^View as Liam/);
    await expect(adviceOn(ewa)).toBeVisible();
    await expect(adviceOn(liam)).toHaveCount(0);
    const [much, little] = await Promise.all([ewa, liam].map(countOf));
    expect(much).toBeGreaterThan((little ?? 0) + 30);
    expect(little).toBeGreaterThan(0);
  });

  const address = await test.step('the document says who may read it', async () => {
    await adviceOn(ewa).click();
    await expect(ewa.getByRole('heading', { name: 'Who may read this' })).toBeVisible();
    await expect(
      ewa
        .getByText('Whoever is named in each of these:')
        .or(ewa.getByText('Whoever is named here:')),
    ).toBeVisible();
    await expectAccessible(ewa);
    return new URL(ewa.url()).pathname;
  });

  await test.step('an owner, who may not read it, may ask who may', async () => {
    await page.goto(address);
    await page.getByRole('button', { name: 'Ask about this document' }).click();
    const members = page.getByLabel('Can somebody else read it?');
    await members.selectOption(await optionOf(members, /^Ewa Nowak/));
    await expect(page.getByText('Ewa Nowak may read it.')).toBeVisible();
    await members.selectOption(await optionOf(members, /^Liam/));
    await expect(page.getByText(/^Liam .* may not read it\.$/)).toBeVisible();
    await expect(page.getByText('not met').first()).toBeVisible();
    await expectAccessible(page);
    await liam.goto(address);
    await expect(liam.getByRole('heading', { level: 1 })).toHaveText(
      'This document cannot be shown',
    );
    await expect(liam.getByText('Ask about this document')).toHaveCount(0);
  });

  await test.step('the members page says as whom each is known', async () => {
    await page.goto('/members');
    await expect(page.getByText('2 of 3 people are known at ServiceNow')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('taken away at the source, it is gone with the next check, also from an open page', async () => {
    await search(ewa, 'vacation');
    await expect(adviceOn(ewa)).toBeVisible();
    servicenow.controls.remove('sys_user_grmember', sampleSysId('member People team Ewa Nowak'));
    servicenow.controls.edit('kb_knowledge_base', sampleSysId('base HR'), { owner: '' });
    await openConnection(page);
    await accessCard.getByRole('button', { name: 'Check access now' }).click();
    await expect(adviceOn(ewa)).toHaveCount(0);
    await ewa.goto(address);
    await expect(ewa.getByRole('heading', { level: 1 })).toHaveText(
      'This document cannot be shown',
    );
  });

  await test.step('an owner opens the connection to everyone, and takes it back', async () => {
    await search(liam, 'vacation');
    await expect(adviceOn(liam)).toHaveCount(0);
    await accessCard.getByRole('button', { name: 'Open to everyone…' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(/\d+ articles are restricted at the source/);
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Show to everyone' }).click();
    await expect(adviceOn(liam)).toBeVisible();
    await accessCard.getByRole('button', { name: /^Back to the source/ }).click();
    await expect(adviceOn(liam)).toHaveCount(0);
    await openConnection(liam);
    await expect(liam.getByText('Only an owner may change this.')).toBeVisible();
    await expect(liam.getByRole('button', { name: 'Check access now' })).toHaveCount(0);
  });

  for (const { expectNone } of watched) expectNone();
  await Promise.all([page, ewa, liam].map((one) => one.context().close()));
});

async function connectServiceNow(page: Page, servicenow: SampleServiceNow): Promise<void> {
  await page.goto('/data-sources');
  await proveServiceNow(page, servicenow);
  await page.getByRole('button', { name: 'Save and sync now' }).click();
  await expect(statusCard(page)).toHaveAttribute('data-state', 'synced', { timeout: 60_000 });
}

async function openConnection(page: Page): Promise<void> {
  await page.goto('/data-sources');
  await cardOf(page, 'ServiceNow').getByRole('link', { name: 'ServiceNow', exact: true }).click();
}

async function lookAs(page: Page, name: RegExp): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Data sources' })).toBeVisible();
  await search(page, 'vacation');
}

async function search(page: Page, words: string): Promise<void> {
  await page.goto('/documents');
  await page.getByRole('searchbox', { name: 'Search documents' }).fill(words);
  await expect(page).toHaveURL(/query=/);
  await expect(page.getByRole('main').getByRole('status').first()).toBeVisible();
}

function adviceOn(page: Page) {
  return page.getByRole('main').getByRole('link', { name: ADVICE });
}

async function countOf(page: Page): Promise<number> {
  const answer = await page.request.get('/api/documents');
  return ((await answer.json()) as { total: number }).total;
}

/** The value of the option whose words begin like this. */
async function optionOf(list: ReturnType<Page['getByLabel']>, words: RegExp): Promise<string> {
  const option = list.getByRole('option', { name: words });
  return (await option.getAttribute('value')) ?? '';
}
