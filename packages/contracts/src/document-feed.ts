import { z } from 'zod';
import { documentSchema } from './documents.ts';
import { readingFields } from './reader.ts';
import { defineRoute } from './route.ts';

/** What a connector names among its abilities that knows what changed, and exports. */
export const FEED_ABILITY = 'document_feed';

/** A document as a copy of the store keeps it: whole, without the places that it is cited by. */
export const copiedDocumentSchema = documentSchema.omit({ passages: true });
export type CopiedDocument = z.output<typeof copiedDocumentSchema>;

/** Why a copy has to store a document now. Each carries the whole document, so all are stored alike. */
export const STORED_CHANGES = ['added', 'updated', 'access_changed'] as const;

/** One change for whoever keeps a copy of what they may read. */
export const documentChangeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.enum(STORED_CHANGES), document: copiedDocumentSchema }),
  // It is gone, or is not for the reader any more; which of both is not told.
  z.object({ type: z.literal('removed'), id: z.uuid() }),
]);
export type DocumentChange = z.output<typeof documentChangeSchema>;

export const MOST_CHANGES = 500;
/** Tombstones are kept so long, and with them what a cursor leads on from. */
export const FEED_DAYS = 30;

export const documentChangesPageSchema = z.object({
  /** The oldest first. */
  data: z.array(documentChangeSchema),
  /** Leads on from here, for `FEED_DAYS`; whoever made it alone may use it. */
  next_cursor: z.string(),
  /** Whether more is to be asked for now. */
  has_more: z.boolean(),
});
export type DocumentChangesPage = z.output<typeof documentChangesPageSchema>;

const cursorSchema = z.string().max(2_000);

export const listDocumentChanges = defineRoute({
  id: 'listDocumentChanges',
  method: 'GET',
  path: '/api/documents/changes',
  summary:
    'What changed of the documents that you may read, the oldest first; without a cursor, all of them',
  access: 'member',
  scope: 'documents:read',
  query: z.strictObject({
    cursor: cursorSchema.optional(),
    limit: z.coerce.number().int().min(1).max(MOST_CHANGES).default(100),
  }),
  success: { status: 200, schema: documentChangesPageSchema },
  problems: [
    'feed_cursor_invalid',
    'feed_cursor_expired',
    'feed_not_supported',
    'access_not_supported',
    'documents_unavailable',
    'search_took_too_long',
  ],
});

/** A line of an export but its last. */
const exportedDocumentSchema = z.object({
  type: z.literal('document'),
  document: copiedDocumentSchema,
});

/** The last line of an export; without it, the export is not whole. */
export const exportManifestSchema = z.object({
  type: z.literal('manifest'),
  documents: z.int().min(0),
  /** Of all bytes before this line, in hexadecimal digits. */
  sha256: z.string(),
  exported_at: z.iso.datetime(),
  /** Leads on from here in the feed. */
  cursor: z.string(),
});
export type ExportManifest = z.output<typeof exportManifestSchema>;

/** A line of an export. */
export const exportLineSchema = z.discriminatedUnion('type', [
  exportedDocumentSchema,
  exportManifestSchema,
]);

export const exportDocuments = defineRoute({
  id: 'exportDocuments',
  method: 'GET',
  path: '/api/documents/export',
  summary: 'All documents that you may read as JSON Lines; the last line has counts and a cursor',
  access: 'member',
  scope: 'documents:read',
  ownPagesOnly: true,
  success: {
    status: 200,
    schema: z.string().meta({ description: 'application/x-ndjson, gzip where it is accepted' }),
  },
  problems: [
    'foreign_origin',
    'too_many_exports',
    'feed_not_supported',
    'access_not_supported',
    'documents_unavailable',
  ],
});

/**
 * App → connector: signed `POST /documents/changes`. Answers `documentChangesPageSchema`; its
 * cursors are for the app alone, which seals them for whoever asks.
 */
export const documentChangesRequestSchema = z.object({
  ...readingFields,
  tenant_id: z.string().min(1).max(200),
  cursor: cursorSchema.optional(),
  limit: z.int().min(1).max(MOST_CHANGES),
});
export type DocumentChangesRequest = z.output<typeof documentChangesRequestSchema>;

/** App → connector: signed `POST /documents/export`. Answers JSON Lines, `exportEndSchema` the last. */
export const documentExportRequestSchema = z.object({
  ...readingFields,
  tenant_id: z.string().min(1).max(200),
});
export type DocumentExportRequest = z.output<typeof documentExportRequestSchema>;

export const exportEndSchema = z.object({
  type: z.literal('end'),
  documents: z.int().min(0),
  cursor: cursorSchema,
});
