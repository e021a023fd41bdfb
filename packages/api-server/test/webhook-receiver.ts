import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { questionClaim, type WebhookPayload, webhookPayloadSchema } from '@rita/contracts';
import { createWebhookSigner } from '@rita/platform/signed-webhook';
import { waitFor } from '@rita/test-kit';

export const WEBHOOK_SECRET = `whsec_${Buffer.from('a secret of the tests, 32 bytes!').toString('base64')}`;
export const signer = createWebhookSigner(WEBHOOK_SECRET);

type Received = { payload: WebhookPayload; id: string; headers: IncomingMessage['headers'] };
/** Answers one request; a number is a status. */
export type Answer = number | ((request: IncomingMessage, response: ServerResponse) => void);

export type WebhookReceiver = Awaited<ReturnType<typeof startWebhookReceiver>>;

/** A connector that does nothing but take webhooks, check their signatures, and answer as told. */
export async function startWebhookReceiver() {
  const received: Received[] = [];
  const pages = new Map<string, unknown>();
  const asked: { path: string; body: unknown }[] = [];
  let answers: Answer[] = [];
  let otherwise: Answer = 202;

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const page = pages.get(request.url ?? '');
    if (request.method === 'GET') return answerPage(request, response, page);
    const { id } = signer.verify({ headers: request.headers, body });
    if (request.url !== '/webhook') {
      const { request: claim, ...question } = JSON.parse(body);
      if (claim !== questionClaim('POST', request.url as `/${string}`)) {
        return response.writeHead(401).end();
      }
      asked.push({ path: request.url ?? '', body: question });
      return answerPage(request, response, page);
    }
    const payload = webhookPayloadSchema.parse(JSON.parse(body));
    received.push({ payload, id, headers: request.headers });
    const answer = answers.shift() ?? otherwise;
    if (typeof answer === 'number') response.writeHead(answer).end();
    else answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/webhook`,
    received,
    asked,
    pages,
    /** The next answers, one for each request; then `last` for all others. */
    script: (next: Answer[], last: Answer = 202) => {
      answers = next;
      otherwise = last;
    },
    of: <A extends WebhookPayload['action']>(action: A) =>
      received.filter((one) => one.payload.action === action),
    waitForRun: (runId: string) =>
      waitFor(() =>
        received.find(({ payload }) => 'run_id' in payload && payload.run_id === runId),
      ),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A page is what is answered as JSON, or a function that answers. */
function answerPage(request: IncomingMessage, response: ServerResponse, page: unknown) {
  if (typeof page === 'function') page(request, response);
  else if (page === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(page));
}
