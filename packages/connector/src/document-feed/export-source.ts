import type { Readable } from '../access/readable-documents.ts';

/** The documents of one export, as JSON Lines; `position` is where the feed leads on from. */
export type ExportedLines = { position: number; lines: AsyncIterable<Buffer> };

/** Reads documents for an export; `signal` ends it. */
export type ExportSource = {
  open: (asked: {
    tenantId: string;
    readable: Readable;
    signal: AbortSignal;
  }) => Promise<ExportedLines>;
  close: () => Promise<void>;
};
