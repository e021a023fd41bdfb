import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DataSourceStatusMessage, StatusMessageOutcome } from '@rita/contracts';
import { createWebhookSigner } from '@rita/platform/signed-webhook';
import { waitFor } from '@rita/test-kit';

type Answer = { status: number; outcome?: StatusMessageOutcome };

/** The app's side of the status callback: checks signatures and keeps what it was told. */
export async function startFakeApp(secret: string) {
  const signer = createWebhookSigner(secret);
  const messages: DataSourceStatusMessage[] = [];
  const ids: string[] = [];
  let answer: (message: DataSourceStatusMessage) => Answer = () => ({ status: 202 });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    ids.push(signer.verify({ headers: request.headers, body }).id);
    const message = JSON.parse(body) as DataSourceStatusMessage;
    const { status, outcome = 'applied' } = answer(message);
    if (status < 300) messages.push(message);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ data: { outcome } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/connector/status`,
    messages,
    ids,
    answerWith: (next: typeof answer) => {
      answer = next;
    },
    ofRun: (runId: string) => messages.filter((message) => message.run_id === runId),
    /**
     * The message that ended a run. Threads that convert come after everything else on a busy machine, and
     * their first document waits until they have begun.
     */
    result: (runId: string, timeoutMs = 50_000) =>
      waitFor(() => messages.find((message) => message.run_id === runId && isResult(message)), {
        timeoutMs,
        what: 'the result of a run',
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function isResult(message: DataSourceStatusMessage): boolean {
  const onTheWay = [
    'progress',
    'sync_started',
    'sync_progress',
    'access_started',
    'access_progress',
  ];
  return !onTheWay.includes(message.status);
}
