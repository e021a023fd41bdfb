import { expect, test } from 'vitest';
import { AUTH_ENDPOINTS } from './auth-endpoints.ts';

const withBody = Object.entries(AUTH_ENDPOINTS).filter(([, { body }]) => body !== undefined);

test.each(withBody)(
  '%s takes no field that it does not name (reliability row 89)',
  (_, { body }) => {
    const { error } = body?.safeParse({ userId: 'x', emailVerified: true }) ?? {};
    const unknown = error?.issues.find(({ code }) => code === 'unrecognized_keys');
    expect(unknown).toMatchObject({ keys: ['userId', 'emailVerified'] });
  },
);

test('every endpoint that is asked by POST says what it takes', () => {
  const unsaid = Object.entries(AUTH_ENDPOINTS).filter(
    ([, { method, body }]) => method === 'POST' && body === undefined,
  );
  expect(unsaid.map(([path]) => path)).toEqual([]);
});
