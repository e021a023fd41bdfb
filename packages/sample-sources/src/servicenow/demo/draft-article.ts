/** An article before it gets its number, dates and people. */
export type DraftArticle = {
  base: 'IT' | 'OPS' | 'HR' | 'LEGAL' | 'OLD';
  category: string;
  title: string;
  /** HTML, or wiki text where `isWiki`. */
  text: string;
  isWiki?: boolean;
  state?: 'draft' | 'published' | 'retired' | 'outdated';
  roles?: string;
};

export const paragraph = (text: string) => `<p>${text}</p>`;
export const steps = (items: readonly string[]) =>
  `<ol>${items.map((item) => `<li>${item}</li>`).join('')}</ol>`;
export const list = (items: readonly string[]) =>
  `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
export const heading = (text: string) => `<h2>${text}</h2>`;
