import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { Unreadable } from '../unreadable.ts';

const MB = 1024 * 1024;
/** Of all entries that are read; pictures and films in a file are none of them. */
const MOST_UNPACKED = 400 * MB;
const MOST_ENTRIES = 20_000;
/** Of an entry that is read as a whole. */
const MOST_WHOLE = 48 * MB;

/** How files of the time before 2007 begin, and new ones that are encrypted ([MS-CFB], 2.2). */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const LOCKED_OR_OLD =
  'The file is protected by a password, or it is one of the time before 2007 under a new name.';

export type ZipParts = {
  names: readonly string[];
  has: (name: string) => boolean;
  /** Hands out the text of an entry piece by piece; nothing for a name that is not there. */
  stream: (name: string, write: (text: string) => void) => Promise<void>;
  /** The text of an entry; empty when there is none of that name. */
  read: (name: string) => Promise<string>;
  bytes: (name: string) => Promise<Uint8Array | undefined>;
};

/** Opens an archive. What is read of it stays within bounds; `Unreadable` where it would not. */
export async function openZip(bytes: Uint8Array): Promise<ZipParts> {
  if (COMPOUND.every((byte, at) => bytes[at] === byte)) throw new Unreadable(LOCKED_OR_OLD);
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {
    lazyEntries: true,
  });
  const entries = await entriesOf(zip);
  const anyCase = new Map([...entries].map(([name, entry]) => [name.toLowerCase(), entry]));
  // Names of parts that differ in capitals are the same (ECMA-376 part 2, 6.2.2.3).
  const find = (name: string) => entries.get(name) ?? anyCase.get(name.toLowerCase());
  let left = MOST_UNPACKED;
  /** An entry that unpacks to more than it says is refused by the library. */
  const open = async (entry: Entry) => {
    left -= entry.uncompressedSize;
    if (left < 0) throw tooLarge();
    return zip.openReadStreamPromise(entry);
  };
  const stream: ZipParts['stream'] = async (name, write) => {
    const entry = find(name);
    if (!entry) return;
    let decoder: InstanceType<typeof TextDecoder> | undefined;
    for await (const chunk of await open(entry)) {
      const bytes = chunk as Uint8Array;
      decoder ??= new TextDecoder(xmlEncoding(bytes));
      write(decoder.decode(bytes, { stream: true }));
    }
    if (decoder) write(decoder.decode());
  };
  const whole = async (name: string): Promise<Uint8Array | undefined> => {
    const entry = find(name);
    if (!entry) return undefined;
    if (entry.uncompressedSize > MOST_WHOLE) throw tooLarge();
    const chunks: Uint8Array[] = [];
    for await (const chunk of await open(entry)) chunks.push(chunk as Uint8Array);
    return Buffer.concat(chunks);
  };
  return {
    names: [...entries.keys()],
    has: (name) => find(name) !== undefined,
    stream,
    read: async (name) => {
      const content = await whole(name);
      return content ? new TextDecoder(xmlEncoding(content)).decode(content) : '';
    },
    bytes: whole,
  };
}

/**
 * Parts of office files are in UTF-8 or in UTF-16, which begins with a mark (ECMA-376 part 2, 9.1.2); some
 * programs write another one and say so, as XML may (XML 1.0, 4.3.3).
 */
export function xmlEncoding(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const start = Buffer.from(bytes.subarray(0, LONGEST_DECLARATION)).toString('latin1');
  const [, said = 'utf-8'] =
    /^<\?xml\s[^<>]{0,100}?\bencoding\s?=\s?["']([\w.:-]{1,40})["']/.exec(start) ?? [];
  try {
    const { encoding } = new TextDecoder(said);
    // What could be read so far is not as wide.
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
  } catch {
    return 'utf-8';
  }
}

const LONGEST_DECLARATION = 200;

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw new Unreadable('The file is protected by a password.');
    if (entries.size >= MOST_ENTRIES) throw tooLarge();
    entries.set(entry.fileName, entry);
  }
  return entries;
}

function tooLarge(): Unreadable {
  return new Unreadable('The file unpacks to more than can be read.');
}
