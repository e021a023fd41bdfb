import type { Principal } from '../../platform/http/principal.ts';
import { openText, sealText } from '../../platform/sealed-text.ts';
import { deriveKey } from '../session/derive-key.ts';

export type CopyCursors = {
  seal: (principal: Principal, cursor: string) => string;
  /** Undefined for what was not sealed here for the same reader. */
  open: (principal: Principal, sealed: string) => string | undefined;
};

/**
 * The connector's cursors as callers get them: nobody can read in them how much changes that they may
 * not see, or use one of somebody who may read something else.
 */
export function createCopyCursors(secret: string): CopyCursors {
  const key = deriveKey(secret, 'cursors of copies');
  return {
    seal: (principal, cursor) => sealText(key, placeOf(principal), cursor),
    open: (principal, sealed) => openText(key, placeOf(principal), sealed),
  };
}

/** A person's browser, keys and assistants read the same; a key of the organization is its own reader. */
function placeOf({ organizationId, memberId }: Principal): string {
  return JSON.stringify(['copy', organizationId, memberId]);
}
