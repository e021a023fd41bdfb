import { createHash, randomBytes } from 'node:crypto';

/** So that a link is known for what it is wherever it turns up, also by those who scan for leaked ones. */
const PREFIX = 'rita_link_';
const RANDOM_BYTES = 32;

export function makeLinkToken(): string {
  return `${PREFIX}${randomBytes(RANDOM_BYTES).toString('base64url')}`;
}

/** What is kept of a token, and what it is found by. Nobody can try out 256 bits, so a fast digest is enough. */
export function hashOfLinkToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Behind the hash of the address: browsers send that to nobody, and the page takes it away at once. */
export function credentialLinkUrl(publicUrl: string, token: string): string {
  return `${new URL(publicUrl).origin}/credentials#token=${token}`;
}
