import type { SourceDocument } from '../source.ts';
import type { Site } from './shapes.ts';

/** A document as far as its content goes, before it is known who may open it. */
export type ReadDocument = Omit<SourceDocument, 'access'>;

/** Adds to pages of one site who may open them. */
export type AddPageAccess = (
  site: Site,
  documents: readonly ReadDocument[],
) => Promise<SourceDocument[]>;
