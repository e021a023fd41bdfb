import { z } from 'zod';

/**
 * Shortest password that may be chosen, in characters. NIST SP 800-63B-4 asks for 15 where a password is
 * the only factor and 8 where there is a second one; see docs/decisions/020.
 */
export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 128;

/** A password that is chosen now. One that was chosen before may be shorter and still signs in. */
export const newPasswordSchema = z
  .string()
  .max(MAX_PASSWORD_LENGTH)
  // Counted as people count: an emoji is one character, though two units of the string.
  .refine((value) => [...value].length >= MIN_PASSWORD_LENGTH, {
    error: `must have at least ${MIN_PASSWORD_LENGTH} characters`,
  });
