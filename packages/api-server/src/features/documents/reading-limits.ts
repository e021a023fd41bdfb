import type { Db } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problems.ts';
import { createRequestCounts } from '../../platform/http/request-counts.ts';
import { addAttempts, limitKey, tooManyRequests } from '../session/rate-limits.ts';

/** Questions that the connector answers from its database, in a minute and in all replicas together. */
export type ReadingRates = { perPerson: number; perOrganization: number };

/** At once, in one process: more than one person has before them, and less than the connector has places. */
const AT_ONCE_PER_PERSON = 4;
const AT_ONCE_PER_ORGANIZATION = 16;
const RETRY_AFTER_SECONDS = 1;

export type ReadingLimits = {
  /** Throws `ProblemError` `too_many_requests` where the person or the organization asks too much. */
  take: <T>(principal: Principal, ask: () => Promise<T>) => Promise<T>;
};

/** Keeps one person from taking what the organization has, and one organization what all have. */
export function createReadingLimits(db: Db, rates: ReadingRates): ReadingLimits {
  const underWay = new Map<string, number>();
  // Three statements that each wait for the disk would take longer than many a search.
  const counts = createRequestCounts((key, asked) => addAttempts(db, limitKey('read', key), asked));

  function begin(key: string, most: number): () => void {
    const now = underWay.get(key) ?? 0;
    if (now >= most) {
      throw new ProblemError('too_many_requests', { retryAfterSeconds: RETRY_AFTER_SECONDS });
    }
    underWay.set(key, now + 1);
    return () => {
      const left = (underWay.get(key) ?? 1) - 1;
      if (left === 0) underWay.delete(key);
      else underWay.set(key, left);
    };
  }

  function countOne(key: string, limit: number): void {
    const { current, ttl } = counts.count(key, limit);
    if (current > limit) throw tooManyRequests(Math.max(1, Math.ceil(ttl / 1_000)));
  }

  function count({ userId, organizationId, program }: Principal): void {
    // A key counts for itself, and with a personal one the person as well: two keys are not twice as much.
    const askers = new Set([userId, program?.id ?? userId]);
    for (const asker of askers) countOne(`person ${organizationId} ${asker}`, rates.perPerson);
    // What a person is refused does not count for their organization.
    countOne(`organization ${organizationId}`, rates.perOrganization);
  }

  return {
    async take(principal, ask) {
      const { userId, organizationId } = principal;
      const endPerson = begin(`person ${userId}`, AT_ONCE_PER_PERSON);
      try {
        const end = begin(`organization ${organizationId}`, AT_ONCE_PER_ORGANIZATION);
        try {
          count(principal);
          return await ask();
        } finally {
          end();
        }
      } finally {
        endPerson();
      }
    },
  };
}
