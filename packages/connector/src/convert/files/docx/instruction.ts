/** An instruction of a field taken apart: its name, what it is given, and its switches. */
export type Instruction = {
  /** In capital letters. */
  name: string;
  values: readonly string[];
  /** By their letter in lower case; empty for one that is given nothing. */
  switches: ReadonlyMap<string, string>;
  /** How a number is written (`\* ROMAN`), as it stands there. */
  format: string;
};

const WORD = /\\([a-z*#@!])|"((?:[^"\\]|\\.)*)"|([^\s"\\]\S*)/gi;
const LONGEST = 4_000;
/** Switches that nothing follows, where a word behind them is one of the instruction. */
const BARE = new Set(['h', 'c', 'n', 'p', 'w', 'e', 'm']);

/** @param text as text, not as XML */
export function readInstruction(text: string): Instruction {
  const [, name = '', rest = ''] =
    /^\s*([A-Za-z]+)(?![\w.])(.*)$/s.exec(text.slice(0, LONGEST)) ?? [];
  const values: string[] = [];
  const switches = new Map<string, string>();
  let format = '';
  let given = '';
  for (const [, sign, quoted, bare] of rest.matchAll(WORD)) {
    const word = quoted?.replace(/\\(["\\])/g, '$1') ?? bare ?? '';
    if (sign !== undefined) {
      given = sign.toLowerCase();
      if (!switches.has(given)) switches.set(given, '');
      if (BARE.has(given)) given = '';
    } else if (given === '*') {
      if (!/^(?:MERGEFORMAT|CHARFORMAT)$/i.test(word)) format = word;
      given = '';
    } else if (given !== '') {
      switches.set(given, word);
      given = '';
    } else values.push(word);
  }
  return { name: name.toUpperCase(), values, switches, format };
}
