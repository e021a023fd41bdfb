import { ConversionError } from '../convert/conversion-error.ts';
import type { Convert } from '../convert/convert.ts';
import type { DocumentIndex, DocumentToIndex } from '../search/index-document.ts';

/** Raise it when words are indexed differently: all stored documents are gone through again. */
export const ANALYSIS = 3;

type ToIndex = Pick<DocumentToIndex, 'title' | 'url' | 'body' | 'chosenLanguage'>;

/**
 * Makes what documents are found by, in the threads that convert. One whose text cannot be gone
 * through within the limits is found by its title alone.
 */
export function indexDocuments(
  convert: Convert,
  tenantId: string,
  documents: readonly ToIndex[],
): Promise<DocumentIndex[]> {
  return Promise.all(
    documents.map(async ({ title, url, body, chosenLanguage }) => {
      const document = { tenantId, title, url, body, chosenLanguage };
      try {
        return await convert('index', document);
      } catch (error) {
        if (!(error instanceof ConversionError)) throw error;
        return convert('index', { ...document, body: '' });
      }
    }),
  );
}
