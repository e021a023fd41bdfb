import { deriveKey } from '../session/derive-key.ts';

/** What the records of the authorization server are sealed with. */
export function oauthKey(secret: string): Buffer {
  return deriveKey(secret, 'oauth records');
}
