/** Documents as an organization has them, made by rule: the same in each run and each build. */
export type CorpusDocument = { title: string; body: string; updatedAt: string };

const SYLLABLES =
  'ba be bi bo da de di do fa fe ga ge ha he ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe po ra re ri ro sa se si so ta te ti to va ve wa we za ze'.split(
    ' ',
  );
const VOCABULARY = 40_000;
const SECTIONS = 4;
const WORDS = 110;
const FIRST_DAY = Date.parse('2020-01-01T00:00:00Z');
const MINUTE_MS = 60_000;

/** The nth most frequent word. */
export function wordAt(rank: number): string {
  let word = '';
  for (let rest = rank + 60; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) {
    word += SYLLABLES[rest % SYLLABLES.length];
  }
  return word;
}

/** Numbers from 0 to 1 that look like chance and are none (mulberry32). */
export function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A document of four sections; words are as frequent as in a language (Zipf). */
export function documentAt(index: number): CorpusDocument {
  const chance = createChance(index + 1);
  const word = () => wordAt(Math.floor(VOCABULARY ** chance() * 1.0001) - 1);
  const words = (count: number) => Array.from({ length: count }, word).join(' ');
  const sections = Array.from({ length: SECTIONS }, () => {
    const [first, second] = [words(WORDS / 2), words(WORDS / 2)];
    return `## ${words(2)}\n\n${first}.\n\n${second}.`;
  });
  return {
    title: words(4),
    body: sections.join('\n\n'),
    updatedAt: new Date(FIRST_DAY + Math.floor(chance() * 3_000_000) * MINUTE_MS).toISOString(),
  };
}

/** What is searched, by kind; words of a kind stand in about as many documents. */
export const QUERIES: Record<string, string[]> = {
  common: [0, 1, 2, 3, 4, 5, 6, 7].map(wordAt),
  'two common': [0, 2, 4, 6].map((rank) => `${wordAt(rank)} ${wordAt(rank + 1)}`),
  middling: [40, 60, 80, 100, 150, 200].map(wordAt),
  rare: [5_000, 6_000, 7_000, 8_000, 9_000, 10_000].map(wordAt),
  phrase: [0, 1, 2, 5].map((rank) => `"${wordAt(rank)} ${wordAt(rank + 3)}"`),
  none: ['xylophonist', 'quizzically', 'jukebox'],
  sentence: [10, 20, 30].map(
    (rank) => `how do I ${wordAt(rank)} the ${wordAt(rank * 7)} for a ${wordAt(rank * 31)}`,
  ),
  typing: [3, 30, 300].map((rank) => wordAt(rank).slice(0, -1)),
};
