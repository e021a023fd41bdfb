import { ProblemError } from '../platform/http/signed-request.ts';

/** In one process; each takes a connection of the database for as long as somebody reads. */
export const MOST_EXPORTS = 4;
const MOST_OF_TENANT = 2;
const RETRY_AFTER_SECONDS = 30;

export type ExportPlaces = {
  /** Gives what ends it. Throws `ProblemError` `too_many_exports`. */
  take: (tenantId: string) => () => void;
};

/** Keeps exports from taking everything, and one organization from taking all places for them. */
export function createExportPlaces(): ExportPlaces {
  const underWay: string[] = [];
  return {
    take(tenantId) {
      const own = underWay.filter((one) => one === tenantId).length;
      if (underWay.length >= MOST_EXPORTS || own >= MOST_OF_TENANT) {
        const options = { retryAfterSeconds: RETRY_AFTER_SECONDS };
        throw new ProblemError('too_many_exports', undefined, options);
      }
      underWay.push(tenantId);
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        underWay.splice(underWay.indexOf(tenantId), 1);
      };
    },
  };
}
