const PACKED = 0x75465a4c;
const PLAIN = 0x414c454d;
/** With this the window begins, so that the start of each text is short ([MS-OXRTFCP], 2.1.2.1). */
const START =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';
const WINDOW = 4_096;
const HEAD = 16;
const LARGEST = 32 * 1024 * 1024;
/** Two bytes stand for 17 at most. */
const MOST_TIMES = 9;

/** Rich text as Outlook packs it; undefined for what is none. */
export function unpackRtf(packed: Uint8Array): Uint8Array | undefined {
  if (packed.length < HEAD) return undefined;
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const kind = view.getUint32(8, true);
  if (kind === PLAIN) return packed.subarray(HEAD);
  if (kind !== PACKED) return undefined;
  const window = new Uint8Array(WINDOW);
  window.set(Buffer.from(START, 'latin1'));
  let end = START.length;
  const said = view.getUint32(4, true);
  const unpacked = new Uint8Array(Math.min(LARGEST, said, packed.length * MOST_TIMES));
  let length = 0;
  const put = (byte: number) => {
    window[end] = byte;
    end = (end + 1) % WINDOW;
    if (length < unpacked.length) unpacked[length] = byte;
    length += 1;
  };
  // Eight signs or references follow each byte that tells, bit by bit, which of both they are.
  for (let at = HEAD; at < packed.length && length < unpacked.length; ) {
    const kinds = packed[at] ?? 0;
    at += 1;
    for (let bit = 0; bit < 8 && at < packed.length; bit += 1) {
      if ((kinds & (1 << bit)) === 0) {
        put(packed[at] ?? 0);
        at += 1;
        continue;
      }
      const reference = ((packed[at] ?? 0) << 8) | (packed[at + 1] ?? 0);
      at += 2;
      const from = reference >> 4;
      // One that points to the end of what is known is the end of the text.
      if (from === end) return unpacked.subarray(0, length);
      for (let step = 0; step < (reference & 15) + 2; step += 1)
        put(window[(from + step) % WINDOW] ?? 0);
    }
  }
  return unpacked.subarray(0, Math.min(length, unpacked.length));
}
