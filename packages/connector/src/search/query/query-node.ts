import { quoteLexeme } from '../lexemes.ts';

/** A question to the index; each of them may be asked of titles and headings only. */
export type QueryNode =
  | { lexeme: string; isPrefix?: boolean }
  | { any: QueryNode[] }
  | { all: QueryNode[] }
  /** One directly after the other. */
  | { phrase: QueryNode[] }
  | { not: QueryNode };

type Form = {
  /** What the lexemes of a field are called: `titleLexeme`, `headingLexeme`. */
  tier?: ((lexeme: string) => string) | undefined;
  /** Words of a phrase in any order. */
  isLoose?: boolean;
};

/** As `tsquery` is written. */
export function toQueryText(node: QueryNode, form: Form = {}): string {
  if ('lexeme' in node) {
    const { tier } = form;
    const quoted = quoteLexeme(tier === undefined ? node.lexeme : tier(node.lexeme));
    return node.isPrefix ? `${quoted}:*` : quoted;
  }
  if ('not' in node) return `!(${toQueryText(node.not, form)})`;
  const [nodes, sign] = signOf(node, form);
  const texts = nodes.map((one) => toQueryText(one, form));
  // Twice the same word is a phrase, but no two conditions.
  const parts = sign === '<->' ? texts : [...new Set(texts)];
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(` ${sign} `)})`;
}

function signOf(
  node: Exclude<QueryNode, { lexeme: string } | { not: QueryNode }>,
  { isLoose = false }: Form,
): [QueryNode[], '|' | '&' | '<->'] {
  if ('any' in node) return [node.any, '|'];
  if ('all' in node) return [node.all, '&'];
  return [node.phrase, isLoose ? '&' : '<->'];
}

export const phraseOf = (nodes: QueryNode[]): QueryNode =>
  nodes.length === 1 ? (nodes[0] as QueryNode) : { phrase: nodes };

export function hasPhrase(node: QueryNode): boolean {
  if ('lexeme' in node) return false;
  if ('phrase' in node) return true;
  if ('not' in node) return hasPhrase(node.not);
  return ('any' in node ? node.any : node.all).some(hasPhrase);
}

/** All that holds at least `count` of the nodes. */
export function atLeast(count: number, nodes: readonly QueryNode[]): QueryNode {
  if (count === nodes.length) return { all: [...nodes] };
  if (count === 1) return { any: [...nodes] };
  const [first, ...rest] = nodes as [QueryNode, ...QueryNode[]];
  return { any: [{ all: [first, atLeast(count - 1, rest)] }, atLeast(count, rest)] };
}

/** The same without the alternatives that a predicate refuses; one that has no others stays. */
export function withoutLexemes(node: QueryNode, isRefused: (lexeme: string) => boolean): QueryNode {
  const inside = (nodes: QueryNode[]) => nodes.map((one) => withoutLexemes(one, isRefused));
  if ('any' in node) {
    const kept = node.any.filter((one) => !('lexeme' in one && isRefused(one.lexeme)));
    return { any: inside(kept.length > 0 ? kept : node.any) };
  }
  if ('all' in node) return { all: inside(node.all) };
  return 'phrase' in node ? { phrase: inside(node.phrase) } : node;
}
