/**
 * What an answer in JSON may consist of. Its length says little about how much work it makes: of two
 * answers of 20 MB one takes seconds and a gigabyte, the other no time. The longest list that is asked
 * for has 5,000 elements of six values.
 */
export const JSON_LIMITS = {
  depth: 100,
  values: 150_000,
  /** Of one list or object. */
  members: 20_000,
  /** Different rows of names that objects begin with; the engine keeps a description of each. */
  shapes: 10_000,
};

/** Less than this cannot hold enough of anything to be noticed. */
const UNNOTICED_BYTES = 32 * 1024;

export class TooManyParts extends Error {}

/**
 * Reads JSON that a source wrote, on the thread that everybody waits for. Throws `TooManyParts` for
 * what would hold it up, before it is parsed, and `SyntaxError` for what is no JSON.
 */
export function readJson(body: Uint8Array): unknown {
  if (body.length > UNNOTICED_BYTES) requireFewParts(body);
  return JSON.parse(new TextDecoder().decode(body));
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

type Container = { isObject: boolean; members: number; shape: number; expectsName: boolean };

/** Goes through the bytes once; whether it is JSON at all is for the parser to say. */
function requireFewParts(body: Uint8Array): void {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length);
  const open: Container[] = [];
  const shapes = createShapes();
  let values = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    const inside = open.at(-1);
    if (byte === QUOTE) {
      const end = endOfText(bytes, at + 1);
      if (inside?.expectsName) inside.shape = shapes.next(inside.shape, bytes, { at, end });
      if (inside) inside.expectsName = false;
      at = end;
    } else if (byte === COMMA) {
      values += 1;
      if (inside) countMember(inside);
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      values += 1;
      const isObject = byte === OPEN_OBJECT;
      open.push({ isObject, members: 0, shape: 0, expectsName: isObject });
      if (open.length > JSON_LIMITS.depth) throw new TooManyParts('nested too deeply');
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) open.pop();
    if (values > JSON_LIMITS.values) throw new TooManyParts('too many values');
  }
}

function countMember(container: Container): void {
  container.members += 1;
  container.expectsName = container.isObject;
  if (container.members > JSON_LIMITS.members) throw new TooManyParts('too long a list');
}

/** Where the quote stands that ends a text, or the end of all. */
function endOfText(bytes: Buffer, from: number): number {
  for (let end = bytes.indexOf(QUOTE, from); end >= 0; end = bytes.indexOf(QUOTE, end + 1)) {
    let before = end - 1;
    while (before >= from && bytes[before] === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return bytes.length;
}

/** Numbers the rows of names that objects begin with: each is an earlier one and a name more. */
function createShapes() {
  const names = new Map<string, number>();
  const rows = new Map<number, number>();
  return {
    next: (row: number, bytes: Buffer, { at, end }: { at: number; end: number }): number => {
      const name = bytes.toString('latin1', at + 1, end);
      const number = names.get(name) ?? names.size;
      names.set(name, number);
      const key = row * (JSON_LIMITS.shapes + 2) + number;
      const known = rows.get(key);
      if (known !== undefined) return known;
      if (rows.size >= JSON_LIMITS.shapes) throw new TooManyParts('too many different names');
      rows.set(key, rows.size + 1);
      return rows.size;
    },
  };
}
