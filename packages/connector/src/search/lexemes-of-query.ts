import type { QueryNode } from './query/query-node.ts';
import type { Alternative } from './query/term.ts';

/** What a search looks for, term by term: whole lexemes and beginnings of lexemes. */
export type SoughtTerm = { whole: Set<string>; beginnings: Set<string> };

/** All that may have led to a document, to show where. */
export function soughtTerms(alternatives: readonly Alternative[]): SoughtTerm[] {
  const terms = alternatives.flatMap(({ terms }) => terms);
  const content = terms.filter(({ isStopWord }) => !isStopWord);
  return (content.length > 0 ? content : terms).map(({ node, prefix }) => {
    const sought: SoughtTerm = { whole: new Set(), beginnings: new Set() };
    collect(node, sought);
    if (prefix !== undefined) collect(prefix, sought);
    return sought;
  });
}

function collect(node: QueryNode, sought: SoughtTerm): void {
  if ('lexeme' in node) (node.isPrefix ? sought.beginnings : sought.whole).add(node.lexeme);
  else if ('not' in node) return;
  else {
    const nodes = 'any' in node ? node.any : 'all' in node ? node.all : node.phrase;
    for (const one of nodes) collect(one, sought);
  }
}

export function isSought({ whole, beginnings }: SoughtTerm, lexeme: string): boolean {
  if (whole.has(lexeme)) return true;
  for (const beginning of beginnings) if (lexeme.startsWith(beginning)) return true;
  return false;
}
