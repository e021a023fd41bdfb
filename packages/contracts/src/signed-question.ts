import { z } from 'zod';
import type { HttpMethod } from './route.ts';

/**
 * What the app adds to the body of each question to the connector (documents, failed items,
 * previews, queries), beside what is asked. Standard Webhooks signs id, time and body but no
 * address, so a question that was overheard could be sent to another one; with its address in the
 * body, that is under the signature too. Webhooks have no such field.
 */
export const questionClaimSchema = z.looseObject({ request: z.string().max(300).optional() });

/** The value of `request`: `POST /documents/search`. */
export function questionClaim(method: HttpMethod, path: string): string {
  return `${method} ${path}`;
}
