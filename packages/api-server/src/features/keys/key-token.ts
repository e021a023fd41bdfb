import { createHash, randomBytes } from 'node:crypto';

/** So that a key is known for what it is wherever it turns up, also by those who scan for leaked ones. */
const PREFIX = 'rita_key_';
const RANDOM_BYTES = 32;
const FORM = /^rita_key_[\w-]{43}$/;
const SHOWN = 4;

/** A new key: 256 bits of chance behind the prefix. */
export function makeKey(): string {
  return `${PREFIX}${randomBytes(RANDOM_BYTES).toString('base64url')}`;
}

/** Whether a bearer token has the form of a key; whatever else it is, no key is looked up for it. */
export function isKeyForm(token: string): boolean {
  return FORM.test(token);
}

/** What is kept of a key. Nobody can try out 256 bits, so a fast digest is enough. */
export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Enough to tell two keys apart, and far too little to guess one. */
export function hintOfKey(key: string): string {
  return `${PREFIX}…${key.slice(-SHOWN)}`;
}
