import { z } from 'zod';

/**
 * Who asks for documents: the app says who it is and which addresses the person has proved; what
 * that person may read, the connector decides. A request without a reader reads what is public.
 */
export const readerSchema = z.object({
  person_id: z.string().min(1).max(200),
  /** Addresses that the app has proved to be this person's; none: known at no source by address. */
  addresses: z.array(z.string().max(320)).max(10),
});
export type Reader = z.output<typeof readerSchema>;

/** Part of each signed question for documents. */
export const readingFields = {
  /** Absent or null: somebody who is nobody in particular, such as a program. */
  reader: readerSchema.nullish(),
  /** Connections whose documents everybody in the organization may read, as an owner chose. */
  open_connections: z.array(z.uuid()).max(1000).optional(),
};
const readingSchema = z.object(readingFields);
export type Reading = z.output<typeof readingSchema>;
