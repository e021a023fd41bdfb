export type Policy = {
  space: 'HR' | 'SEC' | 'FIN';
  title: string;
  purpose: string;
  rules: readonly string[];
  owner: string;
  question: string;
  answer: string;
};

export const policy = (
  [space, title, owner]: [Policy['space'], string, string],
  purpose: string,
  rules: readonly string[],
  [question, answer]: [string, string],
): Policy => ({ space, title, owner, purpose, rules, question, answer });
