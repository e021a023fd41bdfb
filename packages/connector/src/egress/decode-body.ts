import { Buffer } from 'node:buffer';
import type { Transform } from 'node:stream';
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import { SourceError } from '../platform/source-error.ts';

/** What some servers name although it compresses nothing. */
const NOT_COMPRESSED = new Set(['', 'identity', 'none', 'utf-8', '8bit', 'binary']);
/** More layers than that no server means. */
const MOST_LAYERS = 3;

const DECODERS: Record<string, (coded: Uint8Array) => Transform> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  // RFC 9110 §8.4.1.2 means the zlib format; some servers send the bare deflate data.
  deflate: (coded) => (hasZlibHeader(coded) ? createInflate() : createInflateRaw()),
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress(),
};

/**
 * Opens an answer's `Content-Encoding` (RFC 9110 §8.4), also one that was not asked for. Bytes that
 * are not what the label says are refused, for they would pass for text.
 * @param limit bytes; what is larger when opened is refused, or cut where `cuts` says so
 * @throws `SourceError` `upstream_error`
 */
export async function decodeBody(
  coded: Uint8Array,
  { encoding, host, limit, cuts }: { encoding: string; host: string; limit: number; cuts: boolean },
): Promise<Uint8Array> {
  const labels = encoding
    .toLowerCase()
    .split(',')
    .map((label) => label.trim())
    .filter((label) => !NOT_COMPRESSED.has(label));
  if (coded.length === 0 || labels.length === 0) return coded;
  const unknown = labels.find((label) => !Object.hasOwn(DECODERS, label));
  if (unknown !== undefined || labels.length > MOST_LAYERS) throw unreadable(host);
  let body = coded;
  for (const label of labels.toReversed())
    body = await decodeOne(body, { label, host, limit, cuts });
  return body;
}

async function decodeOne(
  coded: Uint8Array,
  at: { label: string; host: string; limit: number; cuts: boolean },
): Promise<Uint8Array> {
  const decoder = DECODERS[at.label]?.(coded);
  if (!decoder) throw unreadable(at.host);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    decoder.end(coded);
    for await (const chunk of decoder) {
      size += (chunk as Buffer).length;
      chunks.push(chunk as Buffer);
      // Leaving the loop destroys the decoder.
      if (size > at.limit) break;
    }
  } catch (error) {
    throw unreadable(at.host, error);
  }
  if (size > at.limit && !at.cuts) throw tooLarge(at);
  return Buffer.concat(chunks).subarray(0, at.limit);
}

/** RFC 1950 §2.2: method 8, and the first two bytes are a multiple of 31. */
function hasZlibHeader([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}

export function tooLarge({ host, limit }: { host: string; limit: number }): SourceError {
  const size = Math.round(limit / 1024);
  return new SourceError('upstream_error', `An answer of ${host} is over ${size} KiB`);
}

function unreadable(host: string, cause?: unknown): SourceError {
  return new SourceError(
    'upstream_error',
    `${host} answered in a compression that could not be opened`,
    { cause },
  );
}
