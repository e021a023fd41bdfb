/** How a piece of text is set; marks are added up. */
export const STRONG = 1;
export const EMPHASIS = 2;
export const STRIKE = 4;
export const CODE = 8;
export const RAISED = 16;
export const LOWERED = 32;

/** Text in one setting. A line break in it is one that people see. */
export type Run = { text: string; marks: number; url?: string | undefined };

export type ListItem = {
  blocks: Block[];
  /** Of a task; undefined for an item that is none. */
  isDone?: boolean | undefined;
};

export type Table = { type: 'table'; hasHeader: boolean; rows: Run[][][] };

/** What every kind of document becomes before it is written as Markdown. */
export type Block =
  | { type: 'paragraph'; runs: Run[] }
  | { type: 'heading'; depth: number; runs: Run[] }
  | { type: 'code'; text: string; language: string }
  | { type: 'quote'; blocks: Block[] }
  | { type: 'list'; isOrdered: boolean; start: number; items: ListItem[] }
  | Table
  | { type: 'rule' }
  /** Markdown that somebody wrote, which stays as it is. */
  | { type: 'markdown'; text: string };

export const plainRun = (text: string): Run => ({ text, marks: 0 });

export function paragraph(...runs: Run[]): Block {
  return { type: 'paragraph', runs };
}

export function textOfRuns(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join('');
}
