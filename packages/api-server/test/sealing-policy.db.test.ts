import type { ConnectorInfo } from '@rita/contracts';
import { openDatabase } from '@rita/platform/database';
import { createLog } from '@rita/platform/log';
import { createTestDatabase, type TestDatabase } from '@rita/test-kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MIGRATIONS } from '../src/deps.ts';
import { readApiEnv } from '../src/env.ts';
import type { Introduction } from '../src/features/connector/connector-client.ts';
import { createSealingPolicy } from '../src/features/connector/sealing-policy.ts';
import type { Tables } from '../src/platform/db/tables.ts';
import { newTestKeys, pageWith, type TestKeys } from './connector-keys.ts';
import { WEBHOOK_SECRET } from './webhook-receiver.ts';

let place: TestDatabase;
let database: Awaited<ReturnType<typeof openDatabase<Tables>>>;
let keys: TestKeys;
let other: TestKeys;
const lines: string[] = [];
const log = createLog({
  service: 'test',
  level: 'debug',
  destination: { write: (line) => void lines.push(line) },
});
beforeAll(async () => {
  place = await createTestDatabase({ migrations: MIGRATIONS, name: 'sealing' });
  database = await openDatabase<Tables>({ ...place, log });
  [keys, other] = [await newTestKeys(), await newTestKeys()];
});
afterAll(async () => {
  await database.close();
  await place.drop();
});
let webhookUrl: string;
let connectors = 0;
beforeEach(() => {
  connectors += 1;
  webhookUrl = `http://connector-${connectors}.example/webhook?key=canary`;
  lines.length = 0;
});

const KEYLESS: Introduction = { info: null, reachable: true, isAway: false };
const AWAY: Introduction = { info: null, reachable: false, isAway: true };
const says = (page: object): Introduction => ({
  info: page as ConnectorInfo,
  reachable: true,
  isAway: false,
});

type Given = { mode?: 'required' | 'optional'; pins?: string[] };

/** A policy as a process begins with it that hears this from the connector. */
function policy(introduction: Introduction, { mode = 'optional', pins = [] }: Given = {}) {
  const connector = { introduce: async () => introduction };
  return createSealingPolicy({
    ...{ db: database.kysely, connector, webhookUrl, mode, log },
    pinnedRoots: pins,
  });
}

test('a connector that never showed a key may be sent plain credentials, where that is allowed', async () => {
  expect(await policy(KEYLESS).whyNotPlain()).toBeUndefined();
  expect(await policy(KEYLESS).describe()).toMatchObject({ required: false, roots: [] });
  const required = policy(KEYLESS, { mode: 'required' });
  expect(await required.whyNotPlain()).toBe('sealing_required');
  expect(await required.describe()).toMatchObject({ required: true });
});

test('one that does not answer may have keys', async () => {
  expect(await policy(AWAY).whyNotPlain()).toBe('connector_key_unavailable');
  expect(await policy(AWAY).describe()).toMatchObject({ required: true, reachable: false });
});

test('one that showed a key is never sent anything plain again: away, without keys, by a new process', async () => {
  const shown = policy(says(await pageWith(keys)));
  expect(await shown.describe()).toMatchObject({ required: true, roots: [keys.root.thumbprint] });
  for (const introduction of [AWAY, KEYLESS]) {
    expect(await policy(introduction).whyNotPlain()).toBe('sealing_required');
  }
});

test('a key of the form before counts as a key, too', async () => {
  const { kid, jwk } = { kid: keys.sealing.thumbprint, jwk: keys.sealing.jwk };
  const page = { name: 'old', types: [], sealing_key: { kid, fingerprint: 'AA:BB', jwk } };
  expect(await policy(says(page)).whyNotPlain()).toBe('sealing_required');
});

test('without a pin the first root is remembered, and another one is not trusted', async () => {
  const roots = [keys.root.thumbprint];
  const described = await policy(says(await pageWith(keys))).describe();
  expect(described).toMatchObject({ roots, pinned: false });
  expect(lines.join('')).toContain(keys.root.thumbprint);
  lines.length = 0;
  expect(await policy(says(await pageWith(other))).describe()).toMatchObject({ roots });
  expect(lines.join('')).toMatch(/connector_key_refused.*connector_key_untrusted/);
  const rows = await database.kysely.selectFrom('connector_roots').select('address').execute();
  expect(JSON.stringify(rows)).not.toContain('canary');
});

test('ten processes at once remember one root', async () => {
  const pages = await Promise.all(Array.from({ length: 10 }, () => newTestKeys().then(pageWith)));
  const described = await Promise.all(pages.map((page) => policy(says(page)).describe()));
  expect(new Set(described.map(({ roots }) => roots.join())).size).toBe(1);
});

test('pinned roots are the only ones, and nothing is remembered beside them', async () => {
  const pins = ['A'.repeat(43), other.root.thumbprint];
  const page = await pageWith(keys);
  expect(await policy(says(page), { pins }).describe()).toMatchObject({
    required: true,
    roots: pins,
    pinned: true,
  });
  expect(lines.join('')).toContain('connector_key_untrusted');
  lines.length = 0;
  await policy(says(await pageWith(other)), { pins }).describe();
  expect(lines).toEqual([]);
  expect((await policy(says(page)).describe()).roots).toEqual([keys.root.thumbprint]);
});

test.each([
  [
    'that nobody signed',
    (): TestKeys => ({ ...keys, root: { ...keys.root, jwk: other.root.jwk } }),
  ],
  [
    'whose sealing key has another name',
    () => ({ ...keys, sealing: { ...keys.sealing, jwk: other.sealing.jwk } }),
  ],
])('a document %s makes no root one to remember', async (_, made) => {
  const described = await policy(says(await pageWith(made()))).describe();
  expect(described).toMatchObject({ required: true, roots: [] });
  expect(lines.join('')).toContain('connector_key_invalid');
});

test('one that is over does not either', async () => {
  const now = Math.floor(Date.now() / 1000);
  const page = await pageWith(keys, { iat: now - 2000, exp: now - 1000 });
  expect(await policy(says(page)).describe()).toMatchObject({ roots: [] });
  expect(lines.join('')).toContain('connector_key_expired');
});

test('a pin that is no thumbprint is named at the start; several are separated by spaces or commas', () => {
  const needed = {
    CONNECTOR_WEBHOOK_URL: 'http://connector.example/webhook',
    CONNECTOR_WEBHOOK_SECRET: WEBHOOK_SECRET,
    AUTH_SECRET: 'a secret for the sessions of the tests',
  };
  const pins = ['A'.repeat(43), 'B'.repeat(43)];
  const read = (CONNECTOR_ROOT_KEY: string) => readApiEnv({ ...needed, CONNECTOR_ROOT_KEY });
  expect(read(pins.join(', ')).CONNECTOR_ROOT_KEY).toEqual(pins);
  expect(() => read('AB:CD')).toThrow(/CONNECTOR_ROOT_KEY.*43 characters/);
  expect(readApiEnv(needed)).toMatchObject({
    CONNECTOR_ROOT_KEY: [],
    SEALED_CREDENTIALS: 'required',
  });
  expect(() => readApiEnv({ ...needed, SEALED_CREDENTIALS: 'no' })).toThrow(/SEALED_CREDENTIALS/);
});
