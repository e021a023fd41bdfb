/**
 * Between things that are told beside each other in a sentence or a name. A line may end with it, and never begins
 * with it. Facts that stand by themselves are `DottedFacts`, which go to the next line as a whole.
 */
export const DOT = '\u00a0· ';
