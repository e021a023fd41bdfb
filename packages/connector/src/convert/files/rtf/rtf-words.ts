import { EMPHASIS, LOWERED, RAISED, STRIKE, STRONG } from '../../tree.ts';
import { endCell, endParagraph, endRow, putText, type RtfState } from './rtf-state.ts';

/** What is not the text of the document. */
const NOT_TEXT =
  '* colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf listtable listoverridetable revtbl rsidtbl generator themedata colorschememapping datastore latentstyles xmlnstbl filetbl shpinst private bkmkstart bkmkend'.split(
    ' ',
  );
const SIGNS: Record<string, string> = {
  tab: '\t',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  emspace: ' ',
  enspace: ' ',
};

type Word = (state: RtfState, value: number | undefined) => void;

const mark =
  (bit: number): Word =>
  ({ group }, value) => {
    group.marks = value === 0 ? group.marks & ~bit : group.marks | bit;
  };
/** Text beside its line, by half points. */
const shift =
  (bit: number): Word =>
  ({ group }, value = 6) => {
    group.marks = (group.marks & ~(RAISED | LOWERED)) | (value > 0 ? bit : 0);
  };
/** What was deleted while changes were recorded. */
const remove: Word = ({ group }, value) => {
  group.isDeleted = value !== 0;
};
const skip: Word = ({ group }) => {
  group.isSkipped = true;
};
const show: Word = ({ group }) => {
  group.isSkipped = false;
};

const MOST_FONTS = 5_000;

const fixedFont: Word = ({ group, fixedFonts }) => {
  const isNew = group.isFontTable && fixedFonts.size < MOST_FONTS;
  if (isNew && group.font !== undefined) fixedFonts.add(group.font);
};

/** A note or a comment, in brackets in its sentence. */
const note =
  (start: string, end: string): Word =>
  (state) => {
    state.group.isSkipped = false;
    state.group.noteEnd = end;
    state.line.addText(` ${start}`);
  };

const startCell: Word = (state) => {
  state.isInTable = true;
};

const unicode: Word = (state, value = 63) => {
  putText(state, String.fromCharCode(value < 0 ? value + 65_536 : value));
  state.toSkip = state.group.fallbackLength;
};

/** The control words that matter to a text (RTF 1.9.1). */
export const RTF_WORDS: ReadonlyMap<string, Word> = new Map<string, Word>([
  ...NOT_TEXT.map((name): [string, Word] => [name, skip]),
  ...Object.entries(SIGNS).map(([name, sign]): [string, Word] => [
    name,
    (state) => putText(state, sign),
  ]),
  ...['par', 'sect', 'page'].map((name): [string, Word] => [name, endParagraph]),
  ['b', mark(STRONG)],
  ['i', mark(EMPHASIS)],
  ['deleted', remove],
  ['up', shift(RAISED)],
  ['dn', shift(LOWERED)],
  ['strike', mark(STRIKE)],
  ['striked', mark(STRIKE)],
  ['super', mark(RAISED)],
  ['sub', mark(LOWERED)],
  [
    'nosupersub',
    ({ group }) => {
      group.marks &= ~(RAISED | LOWERED);
    },
  ],
  [
    'plain',
    ({ group }) => {
      group.marks = 0;
      group.isDeleted = false;
      if (!group.isFontTable) group.font = undefined;
    },
  ],
  [
    'pard',
    (state) => {
      // A note, the sign of a point: the paragraph around them stays as it is.
      const { noteEnd, isPoint, isSkipped } = state.group;
      if (noteEnd || isPoint || isSkipped) return;
      state.outline = undefined;
      state.style = undefined;
      state.level = 0;
      state.indent = 0;
      state.firstIndent = 0;
      state.isInTable = false;
    },
  ],
  [
    's',
    (state, value = 0) => {
      const { group } = state;
      if (group.isSkipped) group.style = { number: value, name: '' };
      else state.style = value;
    },
  ],
  [
    'ilvl',
    (state, value = 0) => {
      state.level = Math.min(8, Math.max(0, value));
    },
  ],
  ['footnote', note('(', ')')],
  ['annotation', note('[', ']')],
  [
    'fonttbl',
    ({ group }) => {
      group.isSkipped = true;
      group.isFontTable = true;
    },
  ],
  [
    'f',
    ({ group }, value = 0) => {
      group.font = value;
    },
  ],
  [
    'li',
    (state, value = 0) => {
      state.indent = value;
    },
  ],
  [
    'fi',
    (state, value = 0) => {
      state.firstIndent = value;
    },
  ],
  [
    'deff',
    (state, value = 0) => {
      state.usualFont = value;
    },
  ],
  ['fmodern', fixedFont],
  [
    'fprq',
    (state, value) => {
      if (value === 1) fixedFont(state, value);
    },
  ],
  [
    'fcharset',
    ({ group, fonts }, value = 0) => {
      const isNew = group.isFontTable && group.font !== undefined && fonts.size < MOST_FONTS;
      if (isNew) fonts.set(group.font ?? 0, value);
    },
  ],
  [
    'outlinelevel',
    (state, value = 9) => {
      state.outline = value < 6 ? value : undefined;
    },
  ],
  [
    'line',
    (state) => {
      if (state.group.isSkipped) return;
      state.line.addBreak();
      state.raw += '\n';
    },
  ],
  [
    'listtext',
    ({ group }) => {
      group.isPoint = true;
      group.isSkipped = false;
    },
  ],
  [
    'pntext',
    ({ group }) => {
      group.isPoint = true;
      group.isSkipped = false;
    },
  ],
  ['shptxt', show],
  [
    'fldinst',
    ({ group }) => {
      group.instruction = { text: '' };
    },
  ],
  ['fldrslt', show],
  ['intbl', startCell],
  ['cell', endCell],
  ['nestcell', endCell],
  ['row', endRow],
  ['ansicpg', ({ decoder }, value) => decoder.setCodePage(value)],
  [
    'uc',
    ({ group }, value = 1) => {
      group.fallbackLength = Math.max(0, value);
    },
  ],
  ['u', unicode],
]);
