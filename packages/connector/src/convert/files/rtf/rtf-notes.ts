import type { RtfState } from './rtf-state.ts';

type Word = (state: RtfState) => void;

/** A note or a comment, in brackets in its sentence. */
const note =
  (bracket: string, end: string): Word =>
  (state) => {
    if (state.group.isOutside) return;
    state.group.isSkipped = false;
    state.group.noteEnd = end;
    const isComment = end === ']' && state.author !== '';
    state.line.addText(` ${bracket}${isComment ? `${state.author}: ` : ''}`);
    state.author = '';
    state.noteGap = 'start';
  };

export const NOTE_WORDS: readonly [string, Word][] = [
  ['footnote', note('(', ')')],
  ['annotation', note('[', ']')],
];

/** A note begins and ends without blanks, and its paragraphs are parted by one. */
export function withoutNoteGap(state: RtfState, text: string): string {
  const gap = state.noteGap;
  if (gap === undefined) return text;
  const shown = text.trimStart();
  if (shown === '') return '';
  if (gap === 'between') state.line.addText(' ');
  state.noteGap = undefined;
  return shown;
}
