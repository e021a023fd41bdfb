import { createHash } from 'node:crypto';
import type { ExportManifest } from '@rita/contracts';
import type { CheckedLines } from './check-lines.ts';

/**
 * The lines of an export and its manifest, as bytes. What is thrown on the way ends it without one,
 * so that nobody takes a part for the whole.
 *
 * @param seal makes of the connector's cursor that of whoever exports
 */
export async function* writeExport(
  lines: AsyncIterable<CheckedLines>,
  { seal, onWhole }: { seal: (cursor: string) => string; onWhole: (documents: number) => void },
): AsyncIterable<Uint8Array> {
  const hash = createHash('sha256');
  const exportedAt = new Date().toISOString();
  let documents = 0;
  for await (const part of lines) {
    if ('type' in part) {
      const manifest: ExportManifest = {
        ...{ type: 'manifest', documents, sha256: hash.digest('hex') },
        ...{ exported_at: exportedAt, cursor: seal(part.cursor) },
      };
      onWhole(documents);
      yield Buffer.from(`${JSON.stringify(manifest)}\n`);
      return;
    }
    documents += part.documents;
    for (const bytes of part.bytes) {
      hash.update(bytes);
      yield bytes;
    }
  }
}
