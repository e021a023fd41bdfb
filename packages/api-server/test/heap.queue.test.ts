import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@rita/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killAllDoomed, startDoomed } from './doomed-process.ts';
import { call, SITE, startTestApp, type TestApp, waitForIdle } from './start-test-app.ts';

// What is in the memory of the app after credentials went through it in the clear, where the
// operator allows that; and after they were refused. Sealed ones never are in it at all.

const PLANTED = `canary-planted-${randomUUID()}`;
let app: TestApp;
let folder: string;
beforeAll(async () => {
  app = await startTestApp();
  folder = await mkdtemp(join(tmpdir(), 'rita-heap-'));
});
afterAll(async () => {
  killAllDoomed();
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

/** A replica of the app that writes a snapshot of its heap when asked. */
async function startReplica(mode: 'required' | 'optional') {
  const replica = await startDoomed(
    app,
    // A header that it needs for each webhook, and so has to keep.
    { SEALED_CREDENTIALS: mode, CONNECTOR_AUTH_HEADER: PLANTED },
    [
      '--heapsnapshot-signal=SIGUSR2',
      `--diagnostic-dir=${folder}`,
      // Longer texts would be cut, and what stands behind that would not be found.
      '--heap-snapshot-string-limit=100000000',
    ],
  );
  const snapshot = async () => {
    const before = await readdir(folder);
    replica.kill('SIGUSR2');
    const file = await waitFor(
      async () => (await readdir(folder)).find((name) => !before.includes(name)),
      { timeoutMs: 30_000 },
    );
    // It is written by the thread that answers, so an answer says that it is complete.
    await fetch(`${replica.url}/api/health/live`);
    return join(folder, file);
  };
  return { ...replica, snapshot };
}

/** How often each text is in a file. Those looked for have no character that JSON would escape. */
async function countIn(file: string, texts: readonly string[]): Promise<number[]> {
  const counts = texts.map(() => 0);
  const longest = Math.max(...texts.map((text) => text.length));
  let rest = '';
  for await (const chunk of createReadStream(file, 'latin1')) {
    const text = rest + chunk;
    for (const [index, wanted] of texts.entries())
      counts[index] = (counts[index] ?? 0) + text.split(wanted).length - 1;
    rest = text.slice(1 - longest);
  }
  return counts;
}

/** As it is, and as it would be in another form. */
const formsOf = (secret: string) => [
  secret,
  Buffer.from(secret).toString('base64').replace(/=*$/, ''),
];

async function verify(url: string, body: object) {
  const user = await app.signUp();
  const { id } = await user.seeded();
  const headers = { cookie: user.cookie, origin: url };
  const answer = await call(`${url}/api/data-sources/${id}/verify`, 'POST', { headers, body });
  return { id, answer };
}

test('nothing of plain credentials once they are delivered, given up, or refused', async () => {
  const secrets = ['delivered', 'given-up', 'refused', 'odd'].map(
    (what) => `canary-${what}-${randomUUID()}`,
  );
  const [delivered, givenUp, refused, odd] = secrets.map((api_token) => ({
    settings: SITE,
    credentials: { api_token },
  }));
  const optional = await startReplica('optional');
  const first = await verify(optional.url, delivered as object);
  expect(first.answer.status).toBe(202);
  const { payload } = await app.receiver.waitForRun(first.answer.body.run_id);
  expect(payload).toMatchObject({ credentials: delivered?.credentials });
  app.receiver.script([503, 503, 503]);
  const second = await verify(optional.url, givenUp as object);
  expect(await waitForIdle(app, second.id)).toMatchObject({ error_code: 'connector_unreachable' });
  const third = await verify(optional.url, { ...odd, settings: { url: 'no address' } });
  expect(third.answer.status).toBe(400);
  await expectNothingOf(secrets, await optional.snapshot());
  optional.kill('SIGKILL');

  const required = await startReplica('required');
  const fourth = await verify(required.url, refused as object);
  expect(fourth.answer.body.code).toBe('sealing_required');
  await expectNothingOf(secrets, await required.snapshot());
});

async function expectNothingOf(secrets: readonly string[], file: string) {
  const [planted = 0, ...hits] = await countIn(file, [PLANTED, ...secrets.flatMap(formsOf)]);
  expect(planted, 'the search finds what is there').toBeGreaterThan(0);
  expect(hits).toEqual(secrets.flatMap(formsOf).map(() => 0));
  await rm(file);
}
