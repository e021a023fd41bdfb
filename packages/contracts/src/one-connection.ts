import { z } from 'zod';
import { dataSourceConnectionSchema } from './data-source-connection.ts';

/** The answer about one connection. */
export const oneConnection = z.object({ data: dataSourceConnectionSchema });
/** An id that is not a UUID is answered like any other unknown id. */
export const ofConnection = z.object({ id: z.uuid() });
/** Header of an answer about one connection. */
export const eTag = { ETag: 'The version that is answered, for `If-Match` of what changes it.' };
/** The version that the caller has seen, as a number or a quoted entity tag. */
export const ifMatch = z.object({
  'if-match': z
    .string()
    .regex(/^(W\/)?"?\d{1,9}"?$/, 'must be a version')
    .transform((tag) => Number(tag.replaceAll(/[^0-9]/g, '')))
    .optional(),
});
