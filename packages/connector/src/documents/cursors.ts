/** Where the next page of a list begins: after this moment and id. */
export type ListCursor = { order: number; id: string };

/** A document's place in the list that a search gives; a page begins after one of them. */
export type Found = { step: number; score: number; listedAt: number; id: string };

/** More than any search has. */
const MOST_STEPS = 1_000;
const IS_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const write = (values: unknown[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** Undefined for anything that we did not write. */
function read(text: string, length: number): { numbers: number[]; id: string } | undefined {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (!Array.isArray(values) || values.length !== length) return undefined;
    const id: unknown = values.at(-1);
    const numbers = values.slice(0, -1) as unknown[];
    if (!numbers.every(isWithinBounds) || typeof id !== 'string' || !IS_ID.test(id))
      return undefined;
    return { numbers: numbers as number[], id };
  } catch {
    return undefined;
  }
}

/** What the database takes, as a number and as a moment (in ms; its calendar begins 4713 BC). */
const BOUNDS = { least: -2e14, most: 8.64e15, smallest: 1e-9 };

function isWithinBounds(one: unknown): boolean {
  if (typeof one !== 'number') return false;
  const isTiny = one !== 0 && Math.abs(one) < BOUNDS.smallest;
  return one >= BOUNDS.least && one <= BOUNDS.most && !isTiny;
}

export const writeListCursor = ({ order, id }: ListCursor): string => write([order, id]);

export function readListCursor(text: string): ListCursor | undefined {
  const found = read(text, 2);
  const [order] = found?.numbers ?? [];
  return found && order !== undefined ? { order, id: found.id } : undefined;
}

/** Holds nothing but the place of the last document that was shown. */
export const writeSearchCursor = ({ step, score, listedAt, id }: Found): string =>
  write([step, score, listedAt, id]);

export function readSearchCursor(text: string): Found | undefined {
  const found = read(text, 4);
  const [step, score, listedAt] = found?.numbers ?? [];
  if (!found || step === undefined || score === undefined || listedAt === undefined)
    return undefined;
  if (!Number.isInteger(step) || Math.abs(step) > MOST_STEPS) return undefined;
  return { step, score, listedAt, id: found.id };
}
