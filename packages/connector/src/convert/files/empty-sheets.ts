import { type Block, EMPHASIS, paragraph } from '../tree.ts';

/** Sheets with nothing in them, whose names may say something all the same. */
export function emptySheetsNote(names: readonly string[]): Block[] {
  if (names.length === 0) return [];
  const text = `${names.length === 1 ? 'The sheet' : 'The sheets'} ${names.join(', ')}`;
  return [
    paragraph({ text: `${text} ${names.length === 1 ? 'is' : 'are'} empty.`, marks: EMPHASIS }),
  ];
}
