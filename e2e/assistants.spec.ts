import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, expectAccessible, type Page, test } from './fixtures.ts';

const MODERN = '2026-07-28';

/** What a program is answered by both of its ways to the sources: the status of each. */
async function ask(url: string, token: string): Promise<{ rest: number; mcp: number }> {
  const authorization = `Bearer ${token}`;
  const rest = await fetch(`${url}/api/data-sources`, { headers: { authorization } });
  return { rest: rest.status, mcp: (await callTool(url, token)).status };
}

/** `list_sources`, as a client of the newest revision of the protocol asks for it. */
async function callTool(url: string, token: string) {
  const name = 'list_sources';
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': MODERN,
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const params = { name, arguments: {}, _meta };
  return fetch(`${url}/mcp`, {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...{ accept: 'application/json, text/event-stream', 'mcp-protocol-version': MODERN },
      ...{ 'mcp-method': 'tools/call', 'mcp-name': name },
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }),
  });
}

/** Where an assistant on this machine waits for the answer to its question. */
async function startAssistant() {
  const answered = Promise.withResolvers<URL>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname === '/callback') answered.resolve(url);
    response.setHeader('content-type', 'text/html').end('<title>Connected</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    redirectUri: `http://127.0.0.1:${port}/callback`,
    answered: answered.promise,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

type Assistant = Awaited<ReturnType<typeof startAssistant>>;

/** Registers with the app, and sends the person's browser there. */
async function beginConsent(page: Page, url: string, { redirectUri }: Assistant) {
  const registered = await fetch(`${url}/oauth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_name: 'Test assistant',
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: 'none',
    }),
  });
  const { client_id: clientId } = await registered.json();
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: 'a state',
    resource: `${url}/mcp`,
    scope: 'documents:read',
  });
  await page.goto(`/oauth/authorize?${query}`);
  return { clientId, verifier };
}

async function redeem(
  url: string,
  asked: { clientId: string; verifier: string; redirectUri: string; code: string },
): Promise<{ access_token: string }> {
  const answer = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: asked.clientId,
      redirect_uri: asked.redirectUri,
      code_verifier: asked.verifier,
      code: asked.code,
    }),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as { access_token: string };
}

async function confirmEnd(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await page
    .getByRole('alertdialog')
    .or(page.getByRole('dialog'))
    .getByRole('button', { name: 'End' })
    .click();
}

test('a key is shown once, works by REST and MCP, and is refused once it is ended', async ({
  signedIn: page,
  stack,
}) => {
  await page.goto('/settings/assistants');
  await expect(page.getByText('There are no keys yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Make a key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make a key' });
  await dialog.getByLabel('Name').fill('Nightly report');
  await dialog.getByLabel(/See data sources/).check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Make a key' }).click();
  await expect(dialog.getByText('the only time that the key is shown')).toBeVisible();
  const key = await dialog.getByLabel('The key', { exact: true }).inputValue();
  expect(await ask(stack.url, key)).toEqual({ rest: 200, mcp: 200 });

  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.reload();
  await expect(page.getByRole('list', { name: 'Keys for programs' })).toContainText(
    'Nightly report',
  );
  expect(await page.content()).not.toContain(key);
  await confirmEnd(page, 'End the key Nightly report');
  await expect(page.getByText('There are no keys yet.')).toBeVisible();
  expect(await ask(stack.url, key)).toEqual({ rest: 401, mcp: 401 });
});

test('an assistant is let in on its page, and is refused once its access is ended', async ({
  signedIn: page,
  stack,
}) => {
  const assistant = await startAssistant();
  const asked = await beginConsent(page, stack.url, assistant);
  await expect(page.getByText('The answer goes to a program on your own machine')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Allow' }).click();
  const { searchParams } = await assistant.answered;
  expect(searchParams.get('state')).toBe('a state');
  const code = searchParams.get('code') ?? '';
  const { access_token: token } = await redeem(stack.url, { ...asked, ...assistant, code });
  expect(await ask(stack.url, token)).toEqual({ rest: 401, mcp: 200 });

  // The program has its answer before the browser has its page.
  await expect(page).toHaveTitle('Connected');
  await page.goto('/settings/assistants');
  const list = page.getByRole('list', { name: 'Connected assistants' });
  await expect(list).toContainText('Test assistant');
  await expectAccessible(page);
  await confirmEnd(page, 'End the access of Test assistant');
  await expect(page.getByText('No assistant is connected yet.')).toBeVisible();
  expect((await callTool(stack.url, token)).status).toBe(401);
  await assistant.close();
});

test('a program that is told of changes: its secret is shown once, until it is removed', async ({
  signedIn: page,
}) => {
  await page.goto('/settings');
  const card = page.getByRole('region', { name: 'Changes by webhook' });
  await card.getByLabel('Address of the program').fill('http://program.example/hook');
  await card.getByRole('button', { name: 'Add' }).click();
  await expect(card.getByText(/Enter an https address/)).toBeVisible();
  await card.getByLabel('Address of the program').fill('https://program.example/hook');
  await card.getByRole('button', { name: 'Add' }).click();
  const dialog = page.getByRole('dialog', { name: 'The secret of the signatures' });
  const secret = await dialog.getByLabel('Secret', { exact: true }).inputValue();
  expect(secret).toMatch(/^whsec_/);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Done' }).click();

  await page.reload();
  await expect(card.getByText('https://program.example/hook')).toBeVisible();
  expect(await page.content()).not.toContain(secret);
  await expectAccessible(page);
  await card.getByRole('button', { name: 'Remove' }).click();
  await page
    .getByRole('alertdialog')
    .or(page.getByRole('dialog'))
    .getByRole('button', { name: 'Remove' })
    .click();
  await expect(card.getByLabel('Address of the program')).toHaveValue('');
});
