import { headingLexeme, tenantLexeme, titleLexeme } from '../lexemes.ts';
import type { Alternative, Term } from './parse-query.ts';
import { atLeast, hasPhrase, type QueryNode, toQueryText } from './query-node.ts';

/** One step of a search; what an earlier step finds stands above what this one finds. */
export type Step = {
  /** What a document must hold, as `tsquery` text. */
  condition: string;
  /** What it is ranked by. */
  rank: string;
};

export type SearchPlan = {
  /** All words: in the title; in title and headings; anywhere. Then the last word as a beginning. */
  full: Step[];
  /** Most of the words, more before fewer; for when all of them fill no page. */
  partial: Step[];
};

/** Of more words than these, the longest have to do: they say the most. */
const MOST_TERMS = 8;
const FEWEST_TERMS = 3;

/** @param tenantId undefined while some of the tenant's documents are not indexed by us yet */
export function planSearch(
  alternatives: readonly Alternative[],
  tenantId: string | undefined,
): SearchPlan | undefined {
  if (alternatives.length === 0) return undefined;
  const required = alternatives.map(({ terms, excluded }) => ({
    terms: contentOf(terms),
    excluded,
  }));
  const whole = required.map(({ terms, excluded }) => ({
    nodes: terms.map(({ node }) => node),
    excluded,
  }));
  const typed = required.flatMap(({ terms, excluded }) => {
    const nodes = terms.map(({ node, prefix }) => prefix ?? node);
    return terms.some(({ prefix }) => prefix !== undefined) ? [{ nodes, excluded }] : [];
  });
  const step = (asked: Asked[], tier?: Tier): Step => ({
    condition: conditionOf(asked, { tenantId, tier }),
    rank: rankOf(asked),
  });
  const full = [step(whole, titleLexeme), step(whole, headingLexeme), step(whole)];
  if (typed.length > 0) full.push(step(typed, titleLexeme), step(typed));
  return { full, partial: alternatives.length > 1 ? [] : partialSteps(required[0], tenantId) };
}

type Asked = { nodes: QueryNode[]; excluded: readonly QueryNode[] };
type Tier = (lexeme: string) => string;

/** What is asked for beside words that say nothing; those, if there are no others. */
function contentOf(terms: readonly Term[]): Term[] {
  const content = terms.filter(({ isStopWord }) => !isStopWord);
  return content.length > 0 ? content : [...terms];
}

function conditionOf(
  asked: readonly Asked[],
  { tenantId, tier }: { tenantId: string | undefined; tier: Tier | undefined },
): string {
  const texts = asked.map(({ nodes, excluded }) => {
    const node: QueryNode = { all: [...nodes] };
    // Of a phrase in titles only its words are known: that they follow one another, the text tells.
    const needsText = tier === undefined || hasPhrase(node) || excluded.length > 0;
    const not: QueryNode[] = excluded.map((one) => ({ not: one }));
    return [
      ...(tier === undefined ? [] : [toQueryText(node, tier)]),
      ...(needsText ? [toQueryText({ all: [...nodes, ...not] })] : []),
    ].join(' & ');
  });
  const any = texts.length === 1 ? (texts[0] ?? '') : texts.map((text) => `(${text})`).join(' | ');
  if (tenantId === undefined) return any;
  return `${toQueryText({ lexeme: tenantLexeme(tenantId) })} & (${any})`;
}

function rankOf(asked: readonly Asked[]): string {
  return toQueryText({ any: asked.map(({ nodes }) => ({ all: [...nodes] })) });
}

function partialSteps(
  asked: { terms: Term[]; excluded: QueryNode[] } | undefined,
  tenantId: string | undefined,
): Step[] {
  if (asked === undefined || asked.terms.length < FEWEST_TERMS) return [];
  const { excluded } = asked;
  const nodes = asked.terms
    .map(({ node, prefix }): QueryNode => (prefix === undefined ? node : { any: [node, prefix] }))
    .toSorted((a, b) => toQueryText(b).length - toQueryText(a).length)
    .slice(0, MOST_TERMS);
  const rank = toQueryText({ any: nodes });
  const fewest = Math.ceil(nodes.length / 2);
  const counts = Array.from({ length: nodes.length - fewest }, (_, at) => nodes.length - 1 - at);
  return counts.map((count) => ({
    condition: conditionOf([{ nodes: [atLeast(count, nodes)], excluded }], {
      tenantId,
      tier: undefined,
    }),
    rank,
  }));
}
