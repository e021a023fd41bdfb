import { z } from 'zod';

/**
 * Where a copy stands: it has what could be read at `position`, each part of it (by id, up to and with
 * `upTo`; null: the rest) with the rights that `digest` stands for. There is one part, unless somebody
 * got other rights and has not asked for all that came and went with them yet.
 */
export type FeedCursor = { position: number; parts: readonly FeedPart[] };
export type FeedPart = { upTo: string | null; digest: string };

/** So often rights may change while somebody still asks for what the first change made. */
export const MOST_PARTS = 16;
const VERSION = 1;

const cursorSchema = z.tuple([
  z.literal(VERSION),
  z.string().regex(/^\d{15}$/),
  z
    .array(z.tuple([z.uuid().nullable(), z.string().max(22)]))
    .min(1)
    .max(MOST_PARTS),
]);

export function writeFeedCursor({ position, parts }: FeedCursor): string {
  // Of one length always: it must not tell how much there was.
  const digits = String(position).padStart(15, '0');
  const values = [VERSION, digits, parts.map(({ upTo, digest }) => [upTo, digest])];
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** Undefined for anything that was not written here. */
export function readFeedCursor(text: string): FeedCursor | undefined {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
  const parsed = cursorSchema.safeParse(value);
  if (!parsed.success) return undefined;
  const [, digits, given] = parsed.data;
  const parts = given.map(([upTo, digest]) => ({ upTo, digest }));
  const isOrdered = parts.every(({ upTo }, at) => {
    const before = parts[at - 1]?.upTo ?? '';
    return at === parts.length - 1 ? upTo === null : upTo !== null && upTo > before;
  });
  return isOrdered ? { position: Number(digits), parts } : undefined;
}

/** The same place, with all up to and with `upTo` given the rights of `digest`. */
export function withPart({ position, parts }: FeedCursor, { upTo, digest }: FeedPart): FeedCursor {
  const rest = upTo === null ? [] : parts.filter((part) => part.upTo === null || part.upTo > upTo);
  const all = [{ upTo, digest }, ...rest];
  const merged = all.filter((part, at) => all[at + 1]?.digest !== part.digest);
  return { position, parts: merged };
}
