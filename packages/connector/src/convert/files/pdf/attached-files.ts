import type { getDocumentProxy } from 'unpdf';
import { type Block, EMPHASIS, paragraph } from '../../tree.ts';

type Document = Awaited<ReturnType<typeof getDocumentProxy>>;

const MOST_FILES = 100;

/** The names of files that a PDF carries with it (invoices have their data so), which are not read. */
export async function attachedFiles(document: Document): Promise<Block[]> {
  const files: ReadonlyMap<string, object> | null = await document
    .getAttachments()
    .catch(() => null);
  const names = [...(files ?? [])].slice(0, MOST_FILES).map(([key, file]) => {
    const name = 'filename' in file && typeof file.filename === 'string' ? file.filename : '';
    return name || key;
  });
  return names.length === 0
    ? []
    : [paragraph({ text: `Attached: ${names.join(', ')}`, marks: EMPHASIS })];
}
