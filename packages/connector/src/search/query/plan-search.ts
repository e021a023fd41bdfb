import { headingLexeme, tenantLexeme, titleLexeme } from '../lexemes.ts';
import { atLeast, hasPhrase, type QueryNode, toQueryText } from './query-node.ts';
import type { Alternative, Term } from './term.ts';

/** One step of a search; what an earlier step finds stands above what this one finds. */
export type Step = {
  /** What a document must hold, as `tsquery` text. */
  condition: string;
  /** The same as far as the index alone can tell it: words without their order, and none left out. */
  lookup: string;
  /** What it is ranked by. */
  rank: QueryNode;
};

export type SearchPlan = {
  /** All words: in the title; in title and headings; anywhere. */
  whole: [title: Step, headings: Step, anywhere: Step];
  /** The same with the last word only begun: in the title; anywhere. Empty where that is no word. */
  typed: Step[];
  /** What to do when these fill no page. */
  partial: PartialPlan | undefined;
};

/** The words of a search one by one, and how many of them have to do. */
export type PartialPlan = {
  terms: string[];
  /** From all but one down to half of them. */
  steps: Step[];
  /** For a sentence: any of the terms with these numbers, those that stand in few documents. */
  anyOf: (terms: readonly number[]) => Step | undefined;
};

/** Of more words than these, the longest have to do: they say the most. */
const MOST_TERMS = 8;
const FEWEST_TERMS = 3;
/** So many words, also such as say nothing, are a sentence: nobody means every one of them. */
const SENTENCE = 4;

/** @param tenantId undefined while some of the tenant's documents are not indexed by us yet */
export function planSearch(
  alternatives: readonly Alternative[],
  tenantId: string | undefined,
): SearchPlan | undefined {
  const [first] = alternatives;
  if (first === undefined) return undefined;
  const content = alternatives.map(({ terms, excluded }) => ({
    terms: contentOf(terms),
    excluded,
  }));
  const whole = content.map(({ terms, excluded }) => ({
    nodes: terms.map(({ node }) => node),
    excluded,
  }));
  const typed = content
    .filter(({ terms }) => terms.some(({ prefix }) => prefix !== undefined))
    .map(({ terms, excluded }) => ({
      nodes: terms.map(({ node, prefix }) => prefix ?? node),
      excluded,
    }));
  const step = (asked: Asked[], tier?: Tier): Step => ({
    ...conditionsOf(asked, { tenantId, tier }),
    rank: { any: asked.map(({ nodes }) => ({ all: [...nodes] })) },
  });
  return {
    whole: [step(whole, titleLexeme), step(whole, headingLexeme), step(whole)],
    typed: typed.length === 0 ? [] : [step(typed, titleLexeme), step(typed)],
    partial: alternatives.length > 1 ? undefined : planPartial(first, tenantId),
  };
}

type Asked = { nodes: QueryNode[]; excluded: readonly QueryNode[] };
type Tier = (lexeme: string) => string;

/** What is asked for beside words that say nothing; those, if there are no others. */
function contentOf(terms: readonly Term[]): Term[] {
  const content = terms.filter(({ isStopWord }) => !isStopWord);
  return content.length > 0 ? content : [...terms];
}

type Condition = { tenantId: string | undefined; tier?: Tier | undefined };

function conditionsOf(asked: readonly Asked[], { tenantId, tier }: Condition) {
  const lookups = asked.map(({ nodes }) =>
    toQueryText({ all: [...nodes] }, { tier, isLoose: true }),
  );
  const conditions = asked.map(({ nodes, excluded }, index) => {
    const node: QueryNode = { all: [...nodes] };
    const not: QueryNode[] = excluded.map((one) => ({ not: one }));
    // Of a phrase in titles only its words are known: that they follow one another, the text tells.
    const needsText = tier === undefined || hasPhrase(node) || excluded.length > 0;
    const text = needsText ? [toQueryText({ all: [...nodes, ...not] })] : [];
    return [...(tier === undefined ? [] : [lookups[index]]), ...text].join(' & ');
  });
  return { condition: ofTenant(conditions, tenantId), lookup: ofTenant(lookups, tenantId) };
}

function ofTenant(texts: readonly string[], tenantId: string | undefined): string {
  const any = texts.length === 1 ? (texts[0] ?? '') : texts.map((text) => `(${text})`).join(' | ');
  if (tenantId === undefined) return any;
  return `${toQueryText({ lexeme: tenantLexeme(tenantId) })} & (${any})`;
}

function planPartial(
  { terms, excluded }: Alternative,
  tenantId: string | undefined,
): PartialPlan | undefined {
  const content = contentOf(terms);
  const isSentence = terms.length >= SENTENCE && content.length > 1;
  if (content.length < FEWEST_TERMS && !isSentence) return undefined;
  const nodes = content
    .map(({ node, prefix }): QueryNode => (prefix === undefined ? node : { any: [node, prefix] }))
    .toSorted((a, b) => toQueryText(b).length - toQueryText(a).length)
    .slice(0, MOST_TERMS);
  const rank: QueryNode = { any: nodes };
  const step = (node: QueryNode): Step => ({
    ...conditionsOf([{ nodes: [node], excluded }], { tenantId }),
    rank,
  });
  const fewest = Math.max(2, Math.ceil(nodes.length / 2));
  const counts = Array.from(
    { length: Math.max(0, nodes.length - fewest) },
    (_, at) => nodes.length - 1 - at,
  );
  return {
    terms: nodes.map((node) => toQueryText(node)),
    steps: counts.map((count) => step(atLeast(count, nodes))),
    anyOf: (chosen) => {
      const few = nodes.filter((_, index) => chosen.includes(index));
      return isSentence && few.length > 0 ? step({ any: few }) : undefined;
    },
  };
}
