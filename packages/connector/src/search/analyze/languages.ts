import type { SearchLanguage } from '@rita/contracts';

export type Language = SearchLanguage;

type Stem = (word: string) => string;
type Loader = {
  /** What the detector calls it (ISO 639-3). */
  detected: string;
  script: Script;
  stemmer: () => Promise<{ stemmer: Stem }>;
  /** Absent: its words are all taken as they are. */
  stopWords?: () => Promise<{ stopwords: string[] }>;
};
export type Script = 'latin' | 'cyrillic' | 'greek' | 'arabic' | 'devanagari' | 'armenian';

const latin = 'latin' as const;
const cyrillic = 'cyrillic' as const;

// Each is loaded when a document or a search first needs it.
const LOADERS = {
  en: {
    detected: 'eng',
    script: latin,
    // That of @orama/stemmers makes encryp of encryption, and encrypt of encrypted.
    stemmer: async () => ({ stemmer: (await import('porter2')).stem }),
    stopWords: () => import('@orama/stopwords/english'),
  },
  de: {
    detected: 'deu',
    script: latin,
    stemmer: () => import('@orama/stemmers/german'),
    stopWords: () => import('@orama/stopwords/german'),
  },
  fr: {
    detected: 'fra',
    script: latin,
    stemmer: () => import('@orama/stemmers/french'),
    stopWords: () => import('@orama/stopwords/french'),
  },
  es: {
    detected: 'spa',
    script: latin,
    stemmer: () => import('@orama/stemmers/spanish'),
    stopWords: () => import('@orama/stopwords/spanish'),
  },
  it: {
    detected: 'ita',
    script: latin,
    stemmer: () => import('@orama/stemmers/italian'),
    stopWords: () => import('@orama/stopwords/italian'),
  },
  pt: {
    detected: 'por',
    script: latin,
    stemmer: () => import('@orama/stemmers/portuguese'),
    stopWords: () => import('@orama/stopwords/portuguese'),
  },
  nl: {
    detected: 'nld',
    script: latin,
    stemmer: () => import('@orama/stemmers/dutch'),
    stopWords: () => import('@orama/stopwords/dutch'),
  },
  sv: {
    detected: 'swe',
    script: latin,
    stemmer: () => import('@orama/stemmers/swedish'),
    stopWords: () => import('@orama/stopwords/swedish'),
  },
  da: {
    detected: 'dan',
    script: latin,
    stemmer: () => import('@orama/stemmers/danish'),
    stopWords: () => import('@orama/stopwords/danish'),
  },
  no: {
    detected: 'nob',
    script: latin,
    stemmer: () => import('@orama/stemmers/norwegian'),
    stopWords: () => import('@orama/stopwords/norwegian'),
  },
  fi: {
    detected: 'fin',
    script: latin,
    stemmer: () => import('@orama/stemmers/finnish'),
    stopWords: () => import('@orama/stopwords/finnish'),
  },
  hu: {
    detected: 'hun',
    script: latin,
    stemmer: () => import('@orama/stemmers/hungarian'),
    stopWords: () => import('@orama/stopwords/hungarian'),
  },
  ro: {
    detected: 'ron',
    script: latin,
    stemmer: () => import('@orama/stemmers/romanian'),
    stopWords: () => import('@orama/stopwords/romanian'),
  },
  tr: {
    detected: 'tur',
    script: latin,
    stemmer: () => import('@orama/stemmers/turkish'),
    stopWords: () => import('@orama/stopwords/turkish'),
  },
  lt: { detected: 'lit', script: latin, stemmer: () => import('@orama/stemmers/lithuanian') },
  id: {
    detected: 'ind',
    script: latin,
    stemmer: () => import('@orama/stemmers/indonesian'),
    stopWords: () => import('@orama/stopwords/indonesian'),
  },
  ru: {
    detected: 'rus',
    script: cyrillic,
    stemmer: () => import('@orama/stemmers/russian'),
    stopWords: () => import('@orama/stopwords/russian'),
  },
  uk: { detected: 'ukr', script: cyrillic, stemmer: () => import('@orama/stemmers/ukrainian') },
  bg: {
    detected: 'bul',
    script: cyrillic,
    stemmer: () => import('@orama/stemmers/bulgarian'),
    stopWords: () => import('@orama/stopwords/bulgarian'),
  },
  el: {
    detected: 'ell',
    script: 'greek',
    stemmer: () => import('@orama/stemmers/greek'),
    stopWords: () => import('@orama/stopwords/greek'),
  },
  ar: {
    detected: 'arb',
    script: 'arabic',
    stemmer: () => import('@orama/stemmers/arabic'),
    stopWords: () => import('@orama/stopwords/arabic'),
  },
  hi: {
    detected: 'hin',
    script: 'devanagari',
    stemmer: () => import('@orama/stemmers/indian'),
    stopWords: () => import('@orama/stopwords/indian'),
  },
  hy: {
    detected: 'hye',
    script: 'armenian',
    stemmer: () => import('@orama/stemmers/armenian'),
    stopWords: () => import('@orama/stopwords/armenian'),
  },
} satisfies Record<SearchLanguage, Loader>;

const ALL = Object.keys(LOADERS) as Language[];
/** What a text too short to tell may be in, and what stands in a text of another script. */
const LIKELY: readonly Language[] = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl'];
const LIKELY_ELSEWHERE: readonly Language[] = ['ru', 'el', 'ar', 'hi', 'hy'];

export const isLanguage = (code: string): code is Language => Object.hasOwn(LOADERS, code);
const scriptOf = (language: Language): Script => LOADERS[language].script;

/** The code of what the detector found; null for what has no stemmer here. */
export function languageDetected(code: string): Language | null {
  return ALL.find((language) => LOADERS[language].detected === code) ?? null;
}
export const DETECTABLE: string[] = ALL.map((language) => LOADERS[language].detected);

/**
 * The languages whose stems are made of a text in one language, or of a search in texts of several:
 * where one is not known, those that it is likely to be.
 */
export function languagesFor(known: readonly (Language | null)[]): Language[] {
  const named = known.filter((language) => language !== null);
  const scripts = new Set(named.map(scriptOf));
  const likely = known.includes(null) || !scripts.has('latin') ? LIKELY : [];
  const elsewhere = LIKELY_ELSEWHERE.filter((language) => !scripts.has(scriptOf(language)));
  return [...new Set([...named, ...likely, ...elsewhere])];
}

/** Stemmers by script: only a word's own script tells which of them may be asked. */
export type Stemmers = ReadonlyMap<Script, readonly { language: Language; stem: Stem }[]>;

export async function loadStemmers(languages: readonly Language[]): Promise<Stemmers> {
  const stemmers = new Map<Script, { language: Language; stem: Stem }[]>();
  for (const language of languages) {
    const { script, stemmer } = LOADERS[language];
    const { stemmer: stem } = await stemmer();
    stemmers.set(script, [...(stemmers.get(script) ?? []), { language, stem }]);
  }
  return stemmers;
}

/** The words of a language that say nothing by themselves, as its list writes them. */
export async function loadStopWords(language: Language): Promise<readonly string[]> {
  const loader: Loader = LOADERS[language];
  return loader.stopWords === undefined ? [] : (await loader.stopWords()).stopwords;
}
