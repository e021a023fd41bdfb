import { Secret, TOTP } from 'otpauth';

/** RFC 6238 as every authenticator app does it. */
const SETTINGS = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const ISSUER = 'Rita Data Sources';
/** One step before and after, for clocks that are not quite right and people who type slowly. */
const WINDOW = 1;

/** 160 bits in base32, as RFC 4226 recommends. */
export function makeTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an authenticator app reads from a QR code. */
export function totpAddress(secret: string, email: string): string {
  return totpOf(secret, email).toString();
}

/** The time step that a code of six digits belongs to; undefined when it is not a present one. */
export function stepOfCode(secret: string, code: string, now: number): number | undefined {
  const delta = totpOf(secret, '').validate({ token: code, timestamp: now, window: WINDOW });
  return delta === null ? undefined : Math.floor(now / 1_000 / SETTINGS.period) + delta;
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ ...SETTINGS, issuer: ISSUER, label, secret: Secret.fromBase32(secret) });
}
