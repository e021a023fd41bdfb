import { z } from 'zod';
import { accessExplanationSchema } from './access.ts';
import { dataSourceTypeSchema } from './catalogue/index.ts';
import { readingFields } from './reader.ts';
import { defineRoute } from './route.ts';

/**
 * A part of a document that is cited by itself. `start` and `end` are places in `body`, in UTF-16
 * code units as JavaScript counts them; `heading` leads from the outermost heading to its own.
 */
export const passageSchema = z.object({
  heading: z.array(z.string()),
  start: z.int().min(0),
  end: z.int().min(0),
});
export type Passage = z.output<typeof passageSchema>;

/** A document as a list shows it. */
export const documentSummarySchema = z.object({
  id: z.uuid(),
  connection_id: z.uuid(),
  connection_type: dataSourceTypeSchema,
  title: z.string(),
  /** Where the original is. */
  url: z.string().nullable(),
  /** Where it stands in the source: space and parents, library and folders. */
  path: z.array(z.string()),
  author: z.string().nullable(),
  updated_at: z.iso.datetime({ offset: true }).nullable(),
  /** Text around the words found; plain text, the words found between U+E000 and U+E001. */
  excerpt: z.string().nullable(),
  /** Of a search: the part of the document that the excerpt is from. */
  passage: passageSchema.optional(),
});
export type DocumentSummary = z.output<typeof documentSummarySchema>;

/** One document, whole. `body` is Markdown. */
export const documentSchema = documentSummarySchema.omit({ excerpt: true, passage: true }).extend({
  body: z.string(),
  created_at: z.iso.datetime({ offset: true }).nullable(),
  fetched_at: z.iso.datetime({ offset: true }),
  /** The parts that it is cited by, in their order; absent while it is not cut yet. */
  passages: z.array(passageSchema).optional(),
});
export type Document = z.output<typeof documentSchema>;

export const documentPageSchema = z.object({
  data: z.array(documentSummarySchema),
  next_cursor: z.string().nullable(),
  /** How many documents match in all … */
  total: z.int().min(0),
  /** … or that there are more than that: a search counts no further. */
  has_more_than_total: z.boolean().optional(),
});
export type DocumentPage = z.output<typeof documentPageSchema>;

/** More words than anybody searches for; each one costs the database time. */
export const MOST_SEARCH_WORDS = 16;
/** Repeated ones and those that only join others included. */
const MOST_WORDS_IN_ALL = 2 * MOST_SEARCH_WORDS;

/** Whether a search has so many words that it is not made (`too_many_words`). */
export function hasTooManyWords(query: string): boolean {
  // An address is looked for as one.
  const counted = query.replace(/https?:\/\/\S+/gi, ' address ').toLowerCase();
  const words = counted.match(/[\p{L}\p{N}\p{M}_]+/gu) ?? [];
  const different = new Set(words.filter((word) => word !== 'or'));
  return words.length > MOST_WORDS_IN_ALL || different.size > MOST_SEARCH_WORDS;
}

const searchFields = {
  query: z.string().trim().max(500).optional(),
  cursor: z.string().max(500).optional(),
};

export const searchDocuments = defineRoute({
  id: 'searchDocuments',
  method: 'GET',
  path: '/api/documents',
  summary: 'Searches the documents of the organization, or lists them, newest first',
  access: 'member',
  scope: 'documents:read',
  query: z.strictObject({
    ...searchFields,
    connection_id: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(25),
  }),
  success: { status: 200, schema: documentPageSchema },
  problems: [
    'documents_unavailable',
    'not_found',
    'too_many_words',
    'search_took_too_long',
    'too_many_requests',
    'access_not_supported',
  ],
});

export const getDocument = defineRoute({
  id: 'getDocument',
  method: 'GET',
  path: '/api/documents/:id',
  summary: 'Reads one document as Markdown',
  access: 'member',
  scope: 'documents:read',
  params: z.object({ id: z.uuid() }),
  success: { status: 200, schema: z.object({ data: documentSchema }) },
  problems: ['documents_unavailable', 'not_found'],
});

export const getDocumentAccess = defineRoute({
  id: 'getDocumentAccess',
  method: 'GET',
  path: '/api/documents/:id/access',
  summary:
    'Who may read a document that the person who asks may read; owners may ask about any member and document',
  access: 'member',
  scope: 'documents:read',
  params: z.object({ id: z.uuid() }),
  /** The id of a membership. Owners only. */
  query: z.strictObject({ person_id: z.string().min(1).max(200).optional() }),
  success: { status: 200, schema: z.object({ data: accessExplanationSchema }) },
  problems: ['documents_unavailable', 'not_found', 'owner_required', 'access_not_supported'],
});

/** A connector that narrows searches down by `path`, `author` and `updated_after` says so. */
export const NARROWED_SEARCH_ABILITY = 'narrowed_search';

const narrowingFields = {
  /** Part of the way to a document, its steps joined by “ / ”; as with authors, in whichever case. */
  path: z.string().trim().min(1).max(500).optional(),
  author: z.string().trim().min(1).max(200).optional(),
  updated_after: z.iso.datetime({ offset: true }).optional(),
};

/**
 * App → connector: the documents stay with the connector, so the app asks for them with a signed
 * `POST /documents/search` beside the webhook. Answers `documentPageSchema`.
 */
export const documentSearchRequestSchema = z.object({
  ...searchFields,
  ...narrowingFields,
  ...readingFields,
  tenant_id: z.string().min(1).max(200),
  connection_id: z.uuid().optional(),
  limit: z.int().min(1).max(100),
});
export type DocumentSearchRequest = z.output<typeof documentSearchRequestSchema>;

/** App → connector: signed `POST /documents/get`. Answers `{ data: document | null }`. */
export const documentGetRequestSchema = z.object({
  ...readingFields,
  tenant_id: z.string().min(1).max(200),
  document_id: z.uuid(),
});
export type DocumentGetRequest = z.output<typeof documentGetRequestSchema>;
export const documentGetAnswerSchema = z.object({ data: documentSchema.nullable() });
