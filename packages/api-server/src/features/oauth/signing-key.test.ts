import { importJWK, jwtVerify, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { deriveSigningKey } from './signing-key.ts';

const SECRET = 'a secret of the tests that is long enough';

test('a key signs, and its public half proves it', async () => {
  const { d, ...publicHalf } = deriveSigningKey(SECRET);
  expect(d).toHaveLength(43);
  const token = await new SignJWT({ a: 1 })
    .setProtectedHeader({ alg: 'ES256' })
    .sign(await importJWK({ ...publicHalf, d: d as string } as never));
  const { payload } = await jwtVerify(token, await importJWK(publicHalf as never));
  expect(payload).toEqual({ a: 1 });
});

test('each process makes the same one of a secret, and another of another', () => {
  expect(deriveSigningKey(SECRET)).toEqual(deriveSigningKey(SECRET));
  const other = deriveSigningKey(`${SECRET}!`);
  expect(other.x).not.toBe(deriveSigningKey(SECRET).x);
  expect(other.kid).not.toBe(deriveSigningKey(SECRET).kid);
});
