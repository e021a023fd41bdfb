import type { ConversionKind, InputOf } from '../convert.ts';

export type HostileDocument = {
  [Kind in ConversionKind]: { what: string; kind: Kind; input: InputOf<Kind> };
}[ConversionKind];

/** Sizes are for a run by hand; tests that are to be quick take a share of them. */
let share = 1;

export function setShare(given: number): void {
  share = given;
}

export const sized = (count: number) => Math.ceil(count * share);
export const times = (part: string, count: number) => part.repeat(sized(count));
export const nested = (open: string, close: string, depth: number) =>
  `${times(open, depth)}x${times(close, depth)}`;
export const list = (count: number, write: (at: number) => string) =>
  Array.from({ length: sized(count) }, (_, at) => write(at)).join('');
export const bytes = (text: string) => new TextEncoder().encode(text);

export function file(name: string, content: string | Uint8Array): HostileDocument {
  return {
    what: `file: ${name}`,
    kind: 'file',
    input: { name, bytes: typeof content === 'string' ? bytes(content) : content },
  };
}
