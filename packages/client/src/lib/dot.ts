/** Between things that are told beside each other. A line may end with it, and never begins with it. */
export const DOT = '\u00a0· ';
