import { type ConnectorInfo, fingerprintOf, PROBLEMS, type Sealing } from '@rita/contracts';
import { verifyKeyDocument } from '@rita/contracts/sealing';
import {
  accessTo,
  expectAccessProven,
  fillAccess,
  fillWhere,
  openConfiguration,
} from './confluence-steps.ts';
import { expect, expectAccessible, type Page, test } from './fixtures.ts';
import type { Stack } from './stack.ts';

// Rows 95 and 96 of reliability.md, as somebody in front of the page meets them.

type Answer = { data: ConnectorInfo | null; sealing: Sealing };
type Change = (answer: Answer) => Answer;

/** Everything that the page sent to start verifications. */
function watchVerifications(page: Page): string[] {
  const bodies: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/verify')) bodies.push(request.postData() ?? '');
  });
  return bodies;
}

/** What stands between the page and the connector, and changes what passes. */
async function interpose(page: Page, change: Change): Promise<() => Promise<void>> {
  const pattern = '**/api/connector';
  await page.route(pattern, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: change((await response.json()) as Answer) });
  });
  return () => page.unroute(pattern);
}

async function goToAccess(page: Page, stack: Stack): Promise<void> {
  await openConfiguration(page);
  await fillWhere(page, stack.confluence);
  await fillAccess(page, accessTo(stack.confluence));
}

/** On a quiet machine; others may share this one. */
const GOAL_MS = 150;

const verifyButton = (page: Page) => page.getByRole('button', { name: /^Verify/ });

test('the page shows the root key of the connector, and sends nothing that it could read', async ({
  signedIn: page,
  stack,
}) => {
  const answer = (await (await page.request.get('/api/connector')).json()) as Answer;
  const keys = await verifyKeyDocument(answer.data?.key_document ?? '', {
    roots: answer.sealing.roots,
    now: Date.now() / 1000,
  });
  const bodies = watchVerifications(page);
  await goToAccess(page, stack);
  await expect(page.getByText(fingerprintOf(keys.root))).toBeVisible();
  const startedIn = await verifyTimed(page);
  await expectAccessProven(page);
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).toContain('sealed_credentials');
  expect(bodies[0]).not.toContain(accessTo(stack.confluence).token);
  test.info().annotations.push({ type: 'sealing and start', description: `${startedIn} ms` });
  expect(startedIn).toBeLessThan(10 * GOAL_MS);
  await page.goto('/settings');
  await expect(page.getByText(fingerprintOf(keys.root))).toBeVisible();
  await expect(page.getByText('Pinned by the operator')).toBeVisible();
});

/** Milliseconds from the press of the button to the app's answer, by the browser's own clock. */
async function verifyTimed(page: Page): Promise<number> {
  await page.evaluate(() => {
    const onPress = () => performance.mark('pressed');
    document.addEventListener('pointerup', onPress, { capture: true, once: true });
  });
  const answered = page.waitForResponse((response) => response.url().endsWith('/verify'));
  await verifyButton(page).click();
  await (await answered).finished();
  return page.evaluate(() => {
    const [pressed] = performance.getEntriesByName('pressed');
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const sent = entries.findLast(({ name }) => name.endsWith('/verify'));
    return Math.round((sent?.responseEnd ?? Number.NaN) - (pressed?.startTime ?? Number.NaN));
  });
}

const withDocument =
  (change: (document: string) => string | null): Change =>
  (answer) => {
    const { data } = answer;
    const document = data?.key_document ?? '';
    return data === null
      ? answer
      : { ...answer, data: { ...data, key_document: change(document) } };
  };

const CASES: [string, keyof typeof PROBLEMS, Change][] = [
  ['a changed key', 'connector_key_invalid', withDocument(swapKey)],
  ['another root', 'connector_key_untrusted', trustAnother],
  ['an old document', 'connector_key_expired', anHourLater],
  ['no signature', 'connector_key_missing', withDocument(() => null)],
];

for (const [what, code, change] of CASES) {
  test(`${what} between page and connector: nothing can be sent, and the page says why`, async ({
    signedIn: page,
    stack,
  }) => {
    const bodies = watchVerifications(page);
    await interpose(page, change);
    await goToAccess(page, stack);
    await expect(page.getByRole('alert')).toContainText(PROBLEMS[code].title);
    await expect(verifyButton(page)).toBeDisabled();
    await expectAccessible(page);
    // Not by way of the keyboard either.
    await page.getByLabel('API token', { exact: true }).press('Enter');
    await expect(page.getByLabel('API token', { exact: true })).not.toHaveValue('');
    expect(bodies).toEqual([]);
  });
}

test('with the connector away nothing is sent, and the page goes on when it is back', async ({
  signedIn: page,
  stack,
}) => {
  const bodies = watchVerifications(page);
  const end = await interpose(page, (answer) => ({
    data: null,
    // Whatever an app that was changed would say.
    sealing: { ...answer.sealing, reachable: false, required: false, roots: [] },
  }));
  await goToAccess(page, stack);
  await expect(page.getByText(PROBLEMS.connector_key_unavailable.title)).toBeVisible();
  await expect(verifyButton(page)).toBeDisabled();
  await end();
  await expect(verifyButton(page)).toBeEnabled({ timeout: 15_000 });
  await verifyButton(page).click();
  await expectAccessProven(page);
  expect(bodies.filter((body) => !body.includes('sealed_credentials'))).toEqual([]);
});

test('a key that was seen before does not become none', async ({ signedIn: page, stack }) => {
  await goToAccess(page, stack);
  await expect(verifyButton(page)).toBeEnabled();
  await interpose(page, (answer) => ({
    data: answer.data && { ...answer.data, key_document: null, sealing_key: null },
    sealing: { ...answer.sealing, required: false, roots: [] },
  }));
  const bodies = watchVerifications(page);
  await verifyButton(page).click();
  await expect(page.getByText(PROBLEMS.connector_key_missing.title).first()).toBeVisible();
  expect(bodies).toEqual([]);
});

test('a browser whose clock is a day off seals all the same', async ({ signedIn: page, stack }) => {
  await page.addInitScript(() => {
    const RealDate = Date;
    const DAY = 86_400_000;
    globalThis.Date = class extends RealDate {
      constructor(...given: [] | [number | string]) {
        super(given.length === 0 ? RealDate.now() + DAY : given[0]);
      }
      static override now = () => RealDate.now() + DAY;
    } as DateConstructor;
  });
  await page.goto('/data-sources');
  await goToAccess(page, stack);
  await verifyButton(page).click();
  await expectAccessProven(page);
});

test('an address that is changed behind the page: the connector refuses, and the page explains', async ({
  signedIn: page,
  stack,
}) => {
  const elsewhere = `${stack.confluence.url}/elsewhere`;
  await page.route('**/verify', async (route) => {
    const body = JSON.parse(route.request().postData() ?? '{}');
    await route.continue({ postData: { ...body, settings: { ...body.settings, url: elsewhere } } });
  });
  await goToAccess(page, stack);
  const calls = stack.confluence.controls.calls.length;
  await verifyButton(page).click();
  const { title } = PROBLEMS.sealed_credentials_misdirected;
  await expect(page.getByRole('alert')).toContainText(title, { timeout: 30_000 });
  expect(stack.confluence.controls.calls).toHaveLength(calls);
});

/** The sealing key in the signed part becomes another one, under the genuine name. */
function swapKey(document: string): string {
  const [header = '', payload = '', signature = ''] = document.split('.');
  const content = JSON.parse(Buffer.from(payload, 'base64url').toString());
  content.sealing_key.jwk.x = Buffer.alloc(32, 7).toString('base64url');
  const changed = Buffer.from(JSON.stringify(content)).toString('base64url');
  return [header, changed, signature].join('.');
}

function trustAnother({ data, sealing }: Answer): Answer {
  return { data, sealing: { ...sealing, roots: ['A'.repeat(43)] } };
}

function anHourLater({ data, sealing }: Answer): Answer {
  const time = new Date(Date.parse(sealing.time) + 3_600_000).toISOString();
  return { data, sealing: { ...sealing, time } };
}
