import { atFirstUse } from '@rita/platform/at-first-use';

/** How passwords are kept. Any two that take `hash` and `verify` from one of these fit together. */
export type PasswordHashing = {
  /** Returns what is stored. */
  hash: (password: string) => Promise<string>;
  /** @throws Error for what `hash` never returned */
  verify: (given: { hash: string; password: string }) => Promise<boolean>;
};

const loadLibrary = atFirstUse(() => import('better-auth/crypto'));

/** The sign-in library's: scrypt with N = 2¹⁴, r = 16, p = 1 and 16 random bytes of salt. */
export const SLOW_HASHING: PasswordHashing = {
  hash: async (password) => (await loadLibrary()).hashPassword(password),
  verify: async (given) => (await loadLibrary()).verifyPassword(given),
};
