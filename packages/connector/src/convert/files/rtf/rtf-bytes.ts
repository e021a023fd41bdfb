const CODE_PAGES: Record<number, string> = {
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  65001: 'utf-8',
};

/** Code pages by the character sets of fonts (RTF 1.9.1, “Font Table”); others say nothing. */
const OF_CHARSETS: Record<number, number> = {
  ...{ 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258 },
  ...{ 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250 },
};

/** Bytes of a code page, collected until they are a text: some signs take two of them. */
export function createByteDecoder() {
  let usual = 'windows-1252';
  let bytes: number[] = [];
  return {
    setCodePage: (page: number | undefined): void => {
      usual = labelOf(page) ?? usual;
    },
    add: (byte: number): void => {
      bytes.push(byte);
    },
    /** @param charset of the font that the bytes are written in */
    take: (charset: number | undefined): string => {
      if (bytes.length === 0) return '';
      const page = OF_CHARSETS[charset ?? -1];
      const label = (page && labelOf(page)) || usual;
      const text = new TextDecoder(label).decode(Uint8Array.from(bytes));
      bytes = [];
      return text;
    },
  };
}

/** Undefined for a page that nobody knows. */
function labelOf(page: number | undefined): string | undefined {
  const name = CODE_PAGES[page ?? 0] ?? `windows-${page}`;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return undefined;
  }
}
