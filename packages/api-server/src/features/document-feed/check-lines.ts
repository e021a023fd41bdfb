import { type CopiedDocument, exportEndSchema, exportLineSchema } from '@rita/contracts';
import { z } from 'zod';

/** No document is longer: its text has at most two million signs, of six bytes each when escaped. */
const LONGEST_LINE = 16 * 1024 * 1024;
const LINE_END = 0x0a;

const lineSchema = z.discriminatedUnion('type', [exportLineSchema.options[0], exportEndSchema]);

/** What a connector says at the end of its export. */
export type ExportEnd = z.output<typeof exportEndSchema>;

/** Whole lines, and how many documents they are; or the end of an export. */
export type CheckedLines = { bytes: Uint8Array[]; documents: number } | ExportEnd;

/**
 * Takes the lines of a connector's export apart, checks each, and passes them on as they came but for
 * those of documents that are not the organization's.
 *
 * @throws Error for what is no line of an export, and where the end is missing or tells of another number
 */
export async function* checkLines(
  chunks: AsyncIterable<Uint8Array>,
  isOwn: (document: CopiedDocument) => boolean,
): AsyncIterable<CheckedLines> {
  let given = 0;
  let end: ExportEnd | undefined;
  for await (const lines of splitLines(chunks)) {
    const bytes: Uint8Array[] = [];
    for (const line of lines) {
      if (end !== undefined) throw new Error('an export goes on behind its end');
      const parsed = lineSchema.parse(JSON.parse(line.toString('utf8')));
      if (parsed.type === 'end') end = parsed;
      else {
        given += 1;
        if (isOwn(parsed.document)) bytes.push(line);
      }
    }
    if (bytes.length > 0) yield { bytes, documents: bytes.length };
  }
  if (end?.documents !== given) throw new Error('an export is not whole');
  yield end;
}

/** Lines with their ends, several at once. */
async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Buffer[]> {
  let begun: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const lines: Buffer[] = [];
    let from = 0;
    for (let at = bytes.indexOf(LINE_END); at >= 0; at = bytes.indexOf(LINE_END, from)) {
      const rest = bytes.subarray(from, at + 1);
      lines.push(begun.length === 0 ? rest : Buffer.concat([...begun, rest]));
      begun = [];
      length = 0;
      from = at + 1;
    }
    if (from < bytes.length) begun.push(bytes.subarray(from));
    length += bytes.length - from;
    if (length > LONGEST_LINE) throw new RangeError('a line of an export is too long');
    if (lines.length > 0) yield lines;
  }
  if (begun.length > 0) throw new Error('an export ends within a line');
}
