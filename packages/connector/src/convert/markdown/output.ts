/**
 * A text that grows at its end. Whoever writes on wants to know how it ends, and asking a string
 * that is put together piece by piece would copy all of it each time.
 */
export type Output = {
  add: (text: string) => void;
  /** The last two units; empty at the beginning. */
  end: () => string;
  /** Puts a backslash before the last sign. */
  escapeLast: () => void;
  text: () => string;
};

export function createOutput(): Output {
  const parts: string[] = [];
  let end = '';
  return {
    add: (text) => {
      if (text === '') return;
      parts.push(text);
      end = text.length > 1 ? text.slice(-2) : (end + text).slice(-2);
    },
    end: () => end,
    escapeLast: () => {
      const last = parts.pop() ?? '';
      parts.push(`${last.slice(0, -1)}\\${last.slice(-1)}`);
    },
    text: () => parts.join(''),
  };
}
