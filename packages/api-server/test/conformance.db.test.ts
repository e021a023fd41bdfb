import { findFreePort } from '@rita/test-kit';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBearerProxy } from './bearer-proxy.ts';
import { BASELINE } from './conformance-baseline.ts';
import { documentOf, finds, keyOf, modern } from './mcp-steps.ts';
import { allowAt, register } from './oauth-steps.ts';
import { type Check, runConformance } from './run-conformance.ts';
import { startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

/** Judges that are not ours. What they judge is the same on either database. */
const isElsewhere = process.env.TEST_DATABASE === 'pglite';
const REVISIONS = ['2025-11-25', '2026-07-28'];
const LIMIT_MS = 120_000;

describe.skipIf(isElsewhere)('judges', () => {
  let app: TestApp;
  let user: TestUser;
  beforeAll(async () => {
    app = await startTestApp();
    user = await app.signUp();
    finds(app, [documentOf((await user.seeded()).id)]);
  });
  afterAll(() => app?.close());

  test(
    'the official suite, both eras: nothing fails but what the baseline gives a reason for',
    async () => {
      const proxy = await startBearerProxy(app.url, await keyOf(user));
      const checks: Check[] = [];
      for (const revision of REVISIONS) {
        const args = ['server', '--url', `${proxy.url}/mcp`, '--requirements', revision];
        checks.push(...(await runConformance(args)));
      }
      await proxy.close();
      const failed = checks.filter(({ status }) => status === 'FAILURE');
      const known = new Set(Object.values(BASELINE).flat());
      const isKnown = ({ scenario, id }: Check) =>
        id !== 'wire-schema-valid' && (known.has(scenario) || known.has(`${scenario}/${id}`));
      expect(failed.filter((check) => !isKnown(check))).toEqual([]);
      const seen = new Set(failed.flatMap(({ scenario, id }) => [scenario, `${scenario}/${id}`]));
      expect([...known].filter((entry) => !seen.has(entry))).toEqual([]);
      const passed = checks.filter(({ status }) => status === 'SUCCESS');
      expect(passed.length).toBeGreaterThan(100);
      for (const scenario of ['http-header-validation', 'dns-rebinding-protection', 'tools-list']) {
        const ids = checks.filter((check) => check.scenario === scenario);
        expect([scenario, ids.length > 0, ids.every(({ status }) => status !== 'FAILURE')]).toEqual(
          [scenario, true, true],
        );
      }
    },
    LIMIT_MS,
  );

  test(
    'the official suite of authorization servers: both scenarios',
    async () => {
      const port = await findFreePort();
      const redirect = `http://127.0.0.1:${port}/callback`;
      const registered = await register(app, {
        redirect_uris: [redirect],
        token_endpoint_auth_method: 'none',
      });
      const base = app.deps.publicUrl;
      const args = ['authorization', '--url', base, '--client-id', registered.body.client_id];
      const more = ['--resource', `${base}/mcp`, '--port', String(port)];
      const checks = await runConformance([...args, ...more], (line) => {
        if (!line.startsWith(`${base}/oauth/authorize`)) return;
        void allowAt(app, user, line).then((back) => fetch(back));
      });
      expect(checks.map(({ id, status }) => [id, status])).toEqual(
        expect.arrayContaining([
          ['authorization-server-metadata', 'SUCCESS'],
          ['authorization-code-grant', 'SUCCESS'],
        ]),
      );
      expect(checks.filter(({ status }) => status === 'FAILURE')).toEqual([]);
    },
    LIMIT_MS,
  );

  test('openid-client: discovery, registration, PKCE, iss, refresh and revocation', async () => {
    const base = new URL(app.deps.publicUrl);
    const redirect_uri = 'https://assistant.example/callback';
    const execute = [client.allowInsecureRequests];
    const config = await client.dynamicClientRegistration(
      base,
      { redirect_uris: [redirect_uri], token_endpoint_auth_method: 'client_secret_post' },
      undefined,
      { execute, algorithm: 'oauth2' },
    );
    const pkceCodeVerifier = client.randomPKCECodeVerifier();
    const expectedState = client.randomState();
    const address = client.buildAuthorizationUrl(config, {
      redirect_uri,
      scope: 'documents:read',
      resource: `${app.deps.publicUrl}/mcp`,
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      state: expectedState,
    });
    const back = await allowAt(app, user, address.href);
    const checks = { pkceCodeVerifier, expectedState };
    const tokens = await client.authorizationCodeGrant(config, back, checks);
    const calls = async (token: string) =>
      (await modern(app.url, 'tools/list', {}, { authorization: `Bearer ${token}` })).status;
    expect(await calls(tokens.access_token)).toBe(200);
    const again = await client.refreshTokenGrant(config, tokens.refresh_token ?? '');
    expect(again.refresh_token).not.toBe(tokens.refresh_token);
    expect(await calls(again.access_token)).toBe(200);
    await client.tokenRevocation(config, again.refresh_token ?? '');
    expect(await calls(again.access_token)).toBe(401);
  });
});
