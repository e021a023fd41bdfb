import { fold, lowerCase } from './fold.ts';
import type { Chunk } from './scan.ts';
import { signsOf, splitAtom } from './split-atom.ts';

/** What stands at one place of a text: a word, or a pair of signs of a script without blanks. */
export type Part = {
  /** As it is written. */
  text: string;
  kind: 'word' | 'pair' | 'sign';
};

/** Words and forms that stand for more than one part. */
type Wholes = {
  /** `email` for e-mail, `getuserbyid`: these have stems, too. */
  words: string[];
  /** Taken as they are: `1250000`, `2.14.3`, `r&d`. */
  literals: string[];
};

/** What a chunk is in the index: parts one after another, and what stands for several of them. */
export type AnalyzedChunk = {
  parts: Part[];
  /** For all of it. */
  whole: Wholes;
  /** For a bit of it, by which a document is found, too: `2.14`, `.conf`. */
  within: Wholes;
  /** What the signs around it make of it, such as `c++`, `.net`, `--force`. */
  special: string | undefined;
  isOption: boolean;
};

const MOST_ATOMS = 40;
const LONGEST_JOINED = 120;
const MOST_NUMBERS = 8;
const DIGITS = /^\p{Nd}+$/u;
const VERSION_SIGN = /^v(?=\d)/i;

/** What both documents and searches make of one chunk. */
export function analyzeChunk(chunk: Chunk): AnalyzedChunk {
  if (chunk.number !== undefined) return analyzeNumber(chunk, chunk.number);
  const { joiners, after, before } = chunk;
  const isVersion = joiners[0] === '.' && VERSION_SIGN.test(chunk.atoms[0] ?? '');
  const atoms = isVersion ? [chunk.atoms[0]?.slice(1) ?? '', ...chunk.atoms.slice(1)] : chunk.atoms;
  const split = atoms.map(splitAtom);
  const parts = split.flat().flatMap(partsOf);
  const identifiers = atoms.filter((_, index) => (split[index]?.length ?? 0) > 1);
  const isOne = atoms.length === 1;
  const numbers = beginnings(atoms, joiners);
  const isNumber = numbers.at(-1) === atoms.join('.');
  const special = specialOf(chunk);
  // `C++` is no c, but `notepad++` is a notepad.
  const isSigned = after !== '' && special !== undefined && atoms.at(-1)?.length === 1;
  return {
    parts: isSigned ? parts.slice(0, -1) : parts,
    whole: {
      words: isOne ? identifiers : isNumber ? [] : joinedOf(atoms),
      literals: [...(isNumber ? withoutZeros(numbers.slice(-1)) : []), ...andOf(chunk)],
    },
    within: {
      words: isOne ? [] : [...identifiers, ...neighboursOf(atoms, joiners)],
      literals: [
        ...numbers,
        ...(isVersion ? [...numbers, atoms[0]].map((number) => `v${number}`) : []),
        ...endingOf(chunk),
      ],
    },
    special,
    isOption: before.startsWith('-'),
  };
}

function partsOf({ text, isUnspaced }: { text: string; isUnspaced: boolean }): Part[] {
  if (!isUnspaced) return [{ text, kind: 'word' }];
  const signs = signsOf(lowerCase(text));
  return signs.map((sign, index) => {
    const next = signs[index + 1];
    return next === undefined
      ? { text: sign, kind: 'sign' }
      : { text: `${sign}${next}`, kind: 'pair' };
  });
}

/** All words as one, as far as people write it so. */
function joinedOf(atoms: readonly string[]): string[] {
  const whole = atoms.join('');
  return atoms.length > MOST_ATOMS || whole.length > LONGEST_JOINED ? [] : [whole];
}

/** Of three words and more: each two at a hyphen as one. */
function neighboursOf(atoms: readonly string[], joiners: readonly string[]): string[] {
  if (atoms.length < 3 || atoms.length > MOST_ATOMS) return [];
  return joiners.flatMap((sign, index) =>
    /^[-‐‑'’]$/u.test(sign) ? [`${atoms[index]}${atoms[index + 1]}`] : [],
  );
}

/** 2.14 and 2.14.3 of 2.14.3 and of 2.14.3-rc1. */
function beginnings(atoms: readonly string[], joiners: readonly string[]): string[] {
  const end = atoms.findIndex(
    (atom, index) => !DIGITS.test(atom) || (index > 0 && joiners[index - 1] !== '.'),
  );
  const numbers = atoms.slice(0, end < 0 ? atoms.length : end).slice(0, MOST_NUMBERS);
  return numbers.slice(1).map((_, index) => numbers.slice(0, index + 2).join('.'));
}

const DATE = /^0?(\d{1,2})\.0?(\d{1,2})\.(\d{4})$/;

/** 1.3.2026 of 01.03.2026 as well. */
function withoutZeros(numbers: readonly string[]): string[] {
  const plain = numbers.map((number) => number.replace(DATE, '$1.$2.$3'));
  return [...new Set([...numbers, ...plain])];
}

/** `r&d` */
function andOf({ atoms, joiners }: Chunk): string[] {
  const isAnd = atoms.length > 1 && joiners.every((sign) => sign === '&');
  return isAnd ? [fold(lowerCase(atoms.join('&')))] : [];
}

/** The ending of a name of a file: `.conf` */
function endingOf({ atoms, joiners }: Chunk): string[] {
  const last = fold(lowerCase(atoms.at(-1) ?? ''));
  return joiners.at(-1) === '.' && /^[a-z][a-z0-9]{0,4}$/.test(last) ? [`.${last}`] : [];
}

function specialOf({ before, after, atoms }: Chunk): string | undefined {
  const word = (text: string | undefined) => fold(lowerCase(text ?? ''));
  if (after === '++') return `${word(atoms.at(-1))}++`;
  if (after === '#' && atoms.at(-1)?.length === 1) return `${word(atoms.at(-1))}#`;
  if (before === '.') return `.${word(atoms[0])}`;
  return before === '' ? undefined : `${before}${word(atoms.join('-'))}`;
}

/** 1,250,000 also as 1250000; 1,250 may be 1.25 as well. */
function analyzeNumber({ atoms }: Chunk, number: string): AnalyzedChunk {
  const parts = atoms.map((text): Part => ({ text, kind: 'word' }));
  const [integer = ''] = number.split('.');
  const within = [integer, ...(atoms.length === 2 ? [atoms.join('.')] : [])];
  return {
    parts,
    whole: { words: [], literals: [number] },
    within: { words: [], literals: within },
    special: undefined,
    isOption: false,
  };
}
