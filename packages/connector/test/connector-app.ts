import { randomUUID } from 'node:crypto';
import { questionClaim } from '@rita/contracts';
import { createLog } from '@rita/platform/log';
import { createWebhookSigner } from '@rita/platform/signed-webhook';
import { buildApp } from '../src/app.ts';
import { openDeps } from '../src/deps.ts';
import { readConnectorEnv } from '../src/env.ts';
import { createConnectorDatabase, drivers, SECRET, variablesFor } from './test-connector.ts';

/** The connector's HTTP side over real parts, without a port and without work: to be asked by `inject`. */
export async function openConnectorApp(variables: Record<string, string> = {}) {
  const place = await createConnectorDatabase();
  const env = readConnectorEnv({ ...variablesFor(place, 'http://127.0.0.1:1'), ...variables });
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const log = createLog({ service: 'connector', level: 'debug', destination });
  const deps = await openDeps({ env, log, drivers });
  const app = buildApp(deps.app);
  const signer = createWebhookSigner(SECRET);

  function sign(content: object, id: string = randomUUID()) {
    const body = JSON.stringify(content);
    const headers = { 'content-type': 'application/json', ...signer.sign({ id, body }) };
    return { method: 'POST' as const, headers, body };
  }
  const post = (path: string, content: object, id?: string) =>
    app.inject({ url: path, ...sign(content, id) });
  const question = (path: `/${string}`, content: object) => ({
    ...content,
    request: questionClaim('POST', path),
  });

  return {
    app,
    deps,
    database: deps.app.accept.database,
    logText: () => lines.join(''),
    /** Signs just this. */
    post,
    /** Asks as the app does. */
    ask: (path: `/${string}`, content: object) => post(path, question(path, content)),
    /** What the app sends to ask, for `fetch`. */
    signed: (path: `/${string}`, content: object) => sign(question(path, content)),
    close: async () => {
      await app.close();
      await deps.resources.close();
      await place.drop();
    },
  };
}
