import { userText } from '@rita/contracts';
import { z } from 'zod';

/** Of a search that says nothing of it, and at most. */
export const SEARCH_RESULTS = 10;
const MOST_RESULTS = 20;
const MOST_QUERY = 500;
export const query = userText({ min: 1, max: MOST_QUERY });

/** Some write numbers as texts. */
const numberIn = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;

/** What a search can be narrowed down by. */
export const narrowing = z.object({
  query: query.optional().describe('Words to look for; without any, the newest come first'),
  source: userText({ max: 200 }).optional().describe('Id or name of a source, from list_sources'),
  path: userText({ max: 500 })
    .optional()
    .describe('Part of where a document stands, such as a space'),
  updated_after: z.iso
    .datetime({ offset: true })
    .or(z.iso.date())
    .optional()
    .describe('Only documents changed after this date'),
  author: userText({ max: 200 }).optional().describe('Part of the name of who wrote it'),
  limit: z
    .preprocess(numberIn, z.int().min(1).max(MOST_RESULTS))
    .default(SEARCH_RESULTS)
    .describe(`How many at most; ${SEARCH_RESULTS} where nothing is said`),
  cursor: z.string().max(2_000).optional().describe('next_cursor of the answer before'),
});
export type Narrowing = z.output<typeof narrowing>;
