import { exportEndSchema, exportLineSchema } from '@rita/contracts';
import { z } from 'zod';

/** No document is longer: its text has at most two million signs, of six bytes each when escaped. */
const LONGEST_LINE = 16 * 1024 * 1024;
const LINE_END = 0x0a;

const lineSchema = z.discriminatedUnion('type', [exportLineSchema.options[0], exportEndSchema]);

/** What a connector says at the end of its export. */
export type ExportEnd = z.output<typeof exportEndSchema>;

/** Whole lines, and how many documents they are; or the end of an export. */
export type CheckedLines = { bytes: Uint8Array[]; documents: number } | ExportEnd;

const HEAD =
  /^\{"type":"document","document":\{"id":"[\da-f-]{36}","connection_id":"([\da-f-]{36})","/;
const HEAD_BYTES = 160;
const TAIL = '}}\n';

/**
 * Takes the lines of a connector's export apart, looks at each, and passes them on as they came but
 * for those of connections that are not the organization's. A line in the form of our own connector is
 * read no further than its connection: to take hundreds of megabytes apart would cost as much as all
 * the rest, and tell nothing more. Any other line is parsed.
 *
 * @throws Error for what is no line of an export, and where the end is missing or tells of another number
 */
export async function* checkLines(
  chunks: AsyncIterable<Uint8Array>,
  isOwn: (document: { connection_id: string }) => boolean,
): AsyncIterable<CheckedLines> {
  let given = 0;
  let end: ExportEnd | undefined;
  for await (const lines of splitLines(chunks)) {
    const own: Buffer[] = [];
    for (const line of lines) {
      if (end !== undefined) throw new Error('an export goes on behind its end');
      const read = readLine(line);
      if (read.type === 'end') end = read;
      else {
        given += 1;
        if (isOwn(read.document)) own.push(line);
      }
    }
    if (own.length > 0) yield { bytes: joinNeighbours(own), documents: own.length };
  }
  if (end?.documents !== given) throw new Error('an export is not whole');
  yield end;
}

type ReadLine = { type: 'document'; document: { connection_id: string } } | ExportEnd;

function readLine(line: Buffer): ReadLine {
  const [, connection_id] = HEAD.exec(line.toString('latin1', 0, HEAD_BYTES)) ?? [];
  const isOurs =
    connection_id !== undefined && line.toString('latin1', line.length - TAIL.length) === TAIL;
  if (isOurs) return { type: 'document', document: { connection_id } };
  return lineSchema.parse(JSON.parse(line.toString('utf8')));
}

/** Lines that stand one behind the other in memory as one piece, without a copy of them. */
function joinNeighbours(lines: readonly Buffer[]): Buffer[] {
  const joined: Buffer[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    const isNext =
      last?.buffer === line.buffer && last.byteOffset + last.length === line.byteOffset;
    if (last !== undefined && isNext) {
      const length = last.length + line.length;
      joined[joined.length - 1] = Buffer.from(last.buffer, last.byteOffset, length);
    } else joined.push(line);
  }
  return joined;
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
