import { createHash } from 'node:crypto';
import type { Document } from '@rita/contracts';
import { z } from 'zod';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { documentIdOf } from './document-resource.ts';
import type { McpCaller, McpDeps } from './mcp-caller.ts';

/** Documents of one stream: each is read again after every sync of its organization. */
const MOST_WATCHED = 20;

const listenSchema = z.looseObject({
  params: z.looseObject({
    notifications: z.looseObject({ resourceSubscriptions: z.array(z.string()) }),
  }),
});

/**
 * The documents that `subscriptions/listen` asks to be told of, by the addresses that were sent, and
 * the same message with these alone: what is acknowledged is what can be told of.
 */
export function toWatchable(message: unknown): { message: unknown; addresses: string[] } {
  const asked = listenSchema.safeParse(message).data;
  if (asked === undefined) return { message, addresses: [] };
  const { notifications } = asked.params;
  const addresses = [...new Set(notifications.resourceSubscriptions)]
    .filter((address) => documentIdOf(address) !== undefined)
    .slice(0, MOST_WATCHED);
  const honored = { ...notifications, resourceSubscriptions: addresses };
  return {
    message: { ...asked, params: { ...asked.params, notifications: honored } },
    addresses,
  };
}

/** What stands for a document that is not there, or not for who listens: the two look the same. */
const NOTHING = '';

export type WatchedDocuments = {
  /**
   * Addresses of those that are not what they were when they were looked at last, for this person as
   * they are now: also of those that they may not read any more, or may read from now on.
   */
  takeChanged: (principal: Principal) => Promise<string[]>;
  /** Whether one of them could not be looked at, so that it is not known whether it changed. */
  isBehind: () => boolean;
};

/** Looks at documents for somebody who listens. What was looked at goes nowhere. */
export function watchDocuments(
  { documents, log }: Pick<McpDeps, 'documents' | 'log'>,
  { ip, signal }: Omit<McpCaller, 'principal'>,
  addresses: readonly string[],
): WatchedDocuments {
  const known = new Map<string, string>();
  let isBehind = false;

  async function lookAt(principal: Principal, address: string): Promise<string | undefined> {
    const id = documentIdOf(address);
    if (id === undefined) return NOTHING;
    try {
      return digestOf(await documents.get({ principal, signal }, id));
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'not_found') return NOTHING;
      log.debug({ err: error, ip }, 'a document that is watched could not be looked at');
      return undefined;
    }
  }

  return {
    isBehind: () => isBehind,
    async takeChanged(principal) {
      const changed: string[] = [];
      let isMissing = false;
      // One after the other: they come out of what the person may ask for.
      for (const address of addresses) {
        const now = await lookAt(principal, address);
        isMissing ||= now === undefined;
        if (now === undefined || now === known.get(address)) continue;
        known.set(address, now);
        changed.push(address);
      }
      isBehind = isMissing;
      return changed;
    },
  };
}

/** Of what a reader sees; when it was fetched, and how it is cut, says nothing new. */
function digestOf({ fetched_at: _, passages: __, ...document }: Document): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('base64url');
}
