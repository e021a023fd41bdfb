const CODE_PAGES: Record<number, string> = {
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  65001: 'utf-8',
};

/** Bytes of a code page, collected until they are a text: some signs take two of them. */
export function createByteDecoder() {
  let label = 'windows-1252';
  let bytes: number[] = [];
  return {
    setCodePage: (page: number | undefined): void => {
      const name = CODE_PAGES[page ?? 0] ?? `windows-${page}`;
      try {
        label = new TextDecoder(name).encoding;
      } catch {
        // A page that nobody knows is read as the usual one.
      }
    },
    add: (byte: number): void => {
      bytes.push(byte);
    },
    take: (): string => {
      if (bytes.length === 0) return '';
      const text = new TextDecoder(label).decode(Uint8Array.from(bytes));
      bytes = [];
      return text;
    },
  };
}
