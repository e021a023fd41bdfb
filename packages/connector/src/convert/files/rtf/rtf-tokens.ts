/** A piece of RTF: a brace, a control word with its number, a byte, or plain text. */
export type RtfToken =
  | { type: 'open' | 'close' }
  | { type: 'word'; word: string; value: number | undefined }
  | { type: 'byte'; byte: number }
  | { type: 'text'; text: string };

const SPECIAL = /[\\{}]/g;
const WORD = /([a-zA-Z]{1,40})(-?\d{1,10})? ?/y;

export function* readRtfTokens(rtf: string): Iterable<RtfToken> {
  let at = 0;
  while (at < rtf.length) {
    SPECIAL.lastIndex = at;
    const next = SPECIAL.exec(rtf)?.index ?? rtf.length;
    if (next > at) {
      const text = rtf.slice(at, next).replace(/[\r\n]+/g, '');
      if (text !== '') yield { type: 'text', text };
    }
    at = next + 1;
    const sign = rtf[next];
    if (sign === '{' || sign === '}') yield { type: sign === '{' ? 'open' : 'close' };
    else if (sign === '\\') {
      const [token, until] = controlAt(rtf, at);
      if (token.type === 'word' && token.word === 'bin') {
        // Bytes that are no text follow, as many as it says.
        at = until + Math.max(0, token.value ?? 0);
        continue;
      }
      yield token;
      at = until;
    }
  }
}

function controlAt(rtf: string, at: number): [RtfToken, until: number] {
  WORD.lastIndex = at;
  const found = WORD.exec(rtf);
  if (found) {
    const value = found[2] === undefined ? undefined : Number(found[2]);
    return [{ type: 'word', word: found[1] ?? '', value }, WORD.lastIndex];
  }
  const sign = rtf[at] ?? '';
  if (sign === "'") {
    const byte = Number.parseInt(rtf.slice(at + 1, at + 3), 16);
    return [Number.isNaN(byte) ? { type: 'text', text: '' } : { type: 'byte', byte }, at + 3];
  }
  if (sign === '\n' || sign === '\r')
    return [{ type: 'word', word: 'par', value: undefined }, at + 1];
  if (sign === '*') return [{ type: 'word', word: '*', value: undefined }, at + 1];
  const SIGNS: Record<string, string> = { '~': '\u00a0', _: '\u2011', '-': '' };
  return [{ type: 'text', text: SIGNS[sign] ?? sign }, at + 1];
}
