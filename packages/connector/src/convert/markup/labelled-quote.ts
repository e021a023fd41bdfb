import { type Block, STRONG } from '../tree.ts';

/** What a panel says by its colour. */
export const PANEL_LABELS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    info: 'Info',
    information: 'Info',
    note: 'Note',
    warning: 'Warning',
    error: 'Error',
    tip: 'Tip',
    success: 'Success',
  }),
);

/** A quote that begins with what kind of panel it is, for example “**Warning: Back up first**”. */
export function labelledQuote(label: string, title: string, blocks: Block[]): Block {
  const heading = [label, title].filter(Boolean).join(': ');
  const first: Block[] = heading
    ? [{ type: 'paragraph', runs: [{ text: heading, marks: STRONG }] }]
    : [];
  return { type: 'quote', blocks: [...first, ...blocks] };
}
