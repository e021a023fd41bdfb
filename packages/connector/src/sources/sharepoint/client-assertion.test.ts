import { createCertificate } from '@rita/test-kit';
import { decodeJwt } from 'jose';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { signAssertion } from './client-assertion.ts';

const TOKENS = 'https://login.microsoftonline.com/t/oauth2/v2.0/token';
const credentials = { certificate_pem: createCertificate(30) };

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

test('one assertion is good for each token that is asked for at an address', async () => {
  const own = { ...credentials };
  const first = await signAssertion(own, 'app', TOKENS);
  expect(await signAssertion(own, 'app', TOKENS)).toBe(first);
  expect(decodeJwt(first)).toMatchObject({ iss: 'app', sub: 'app', aud: TOKENS });
});

test('another address, another app and another run have their own', async () => {
  const own = { ...credentials };
  const signed = await Promise.all([
    signAssertion(own, 'app', TOKENS),
    signAssertion(own, 'app', `${TOKENS}?`),
    signAssertion(own, 'other', TOKENS),
    signAssertion({ ...credentials }, 'app', TOKENS),
  ]);
  expect(new Set(signed).size).toBe(4);
});

test('what is given out is good for minutes more', async () => {
  const own = { ...credentials };
  const first = await signAssertion(own, 'app', TOKENS);
  for (let minute = 0; minute < 30; minute += 1) {
    vi.setSystemTime(Date.now() + 60_000);
    const { exp = 0 } = decodeJwt(await signAssertion(own, 'app', TOKENS));
    expect(exp * 1000 - Date.now()).toBeGreaterThanOrEqual(4 * 60_000);
  }
  expect(await signAssertion(own, 'app', TOKENS)).not.toBe(first);
});

test('a key that cannot be read is said each time', async () => {
  const own = { certificate_pem: 'no key' };
  for (const _ of [1, 2]) {
    await expect(signAssertion(own, 'app', TOKENS)).rejects.toMatchObject({
      code: 'invalid_credentials',
    });
  }
});
