import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { ReadingLimits } from '../documents/reading-limits.ts';

/** At once, in one process. */
const MOST_OF_PERSON = 1;
const MOST_OF_ORGANIZATION = 2;
const RETRY_AFTER_SECONDS = 30;

export type ExportLimits = {
  /**
   * Counts an export; gives what ends it. Throws `ProblemError` `too_many_exports`, and
   * `too_many_requests` like every question for documents.
   */
  begin: (principal: Principal) => Promise<() => void>;
};

export function createExportLimits(reading: ReadingLimits): ExportLimits {
  const underWay: { userId: string; organizationId: string }[] = [];
  return {
    async begin(principal) {
      const { userId, organizationId } = principal;
      const ofOrganization = underWay.filter((one) => one.organizationId === organizationId);
      const ofPerson = ofOrganization.filter((one) => one.userId === userId);
      if (ofPerson.length >= MOST_OF_PERSON || ofOrganization.length >= MOST_OF_ORGANIZATION) {
        throw new ProblemError('too_many_exports', { retryAfterSeconds: RETRY_AFTER_SECONDS });
      }
      const own = { userId, organizationId };
      underWay.push(own);
      const leave = () => {
        const at = underWay.indexOf(own);
        if (at >= 0) underWay.splice(at, 1);
      };
      try {
        await reading.take(principal, async () => {});
      } catch (error) {
        leave();
        throw error;
      }
      return leave;
    },
  };
}
