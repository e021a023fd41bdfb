import { Secret } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { digestOfRecoveryCode, makeRecoveryCodes } from './recovery-codes.ts';
import { makeTotpSecret, stepOfCode, totpAddress } from './totp.ts';

describe('codes', () => {
  const secret = Secret.fromUTF8('12345678901234567890').base32;

  // RFC 6238, appendix B, the last six of its eight digits.
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %s are those of RFC 6238', (seconds, code) => {
    expect(stepOfCode(secret, code, seconds * 1_000)).toBe(Math.floor(seconds / 30));
  });

  test('count for one step before and after, and belong to the step that made them', () => {
    const made = 1_111_111_111;
    const step = Math.floor(made / 30);
    for (const late of [-30, 0, 30]) {
      expect(stepOfCode(secret, '050471', (made + late) * 1_000)).toBe(step);
    }
    for (const late of [-60, 60, 3_600]) {
      expect(stepOfCode(secret, '050471', (made + late) * 1_000)).toBeUndefined();
    }
  });

  test('have an address that authenticator apps read', () => {
    const made = makeTotpSecret();
    expect(made).toMatch(/^[A-Z2-7]{32}$/);
    const address = new URL(totpAddress(made, 'ada@example.com'));
    expect(address.protocol).toBe('otpauth:');
    expect(decodeURIComponent(address.pathname)).toContain('Rita Data Sources:ada@example.com');
    expect(address.searchParams.get('secret')).toBe(made);
  });
});

test('recovery codes are ten different ones, and are kept as digests of how they are typed', () => {
  const codes = makeRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes)
    expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){5}[0-9a-hjkmnp-tv-z]{4}$/);
  const [code = ''] = codes;
  expect(digestOfRecoveryCode(code)).toMatch(/^[0-9a-f]{64}$/);
  expect(digestOfRecoveryCode(code.replaceAll('-', '').toUpperCase())).toBe(
    digestOfRecoveryCode(code),
  );
});
