import { EMPHASIS, LOWERED, RAISED, STRIKE, STRONG } from '../../tree.ts';
import { EDGE_WORDS, showBox } from './rtf-edges.ts';
import { FONT_WORDS } from './rtf-fonts.ts';
import { LIST_WORDS } from './rtf-list-words.ts';
import { NOTE_WORDS } from './rtf-notes.ts';
import { PART_WORDS } from './rtf-parts.ts';
import type { RtfState } from './rtf-state.ts';
import { endCell, endRow } from './rtf-tables.ts';
import { endParagraph, putText } from './rtf-text.ts';

/** What is not the text of the document. */
const NOT_TEXT =
  '* colortbl stylesheet info pict revtbl rsidtbl generator themedata colorschememapping datastore latentstyles xmlnstbl filetbl shpinst private bkmkstart bkmkend xe tc tcn nonesttables upr mmathPict'.split(
    ' ',
  );
const SIGNS: Record<string, string> = {
  tab: '\t',
  // Persian, Hindi and pictures of several people are other words without them.
  zwj: '\u200d',
  zwnj: '\u200c',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  qmspace: ' ',
  emspace: ' ',
  enspace: ' ',
};

/** Words that are a sign of the text, and may stand for one of Unicode as any other sign does. */
export const SIGN_WORDS: ReadonlySet<string> = new Set(
  Object.keys(SIGNS).filter((word) => word !== 'tab'),
);

const MOST_CELLS = 500;

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
  group.edge = undefined;
};
const show: Word = ({ group }) => {
  group.isSkipped = group.isOutside === true;
};
const point: Word = (state, value) => {
  if (state.group.isOutside) return;
  state.group.isPoint = true;
  state.isLabelled = true;
  show(state, value);
};

const startCell: Word = (state) => {
  if (!state.group.isOutside) state.isInTable = true;
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
  ...PART_WORDS,
  ...FONT_WORDS,
  ...EDGE_WORDS,
  ...LIST_WORDS,
  ...['par', 'sect', 'page', 'column'].map((name): [string, Word] => [name, endParagraph]),
  ['b', mark(STRONG)],
  ['i', mark(EMPHASIS)],
  ['deleted', remove],
  ['mvf', remove],
  [
    'v',
    ({ group }, value) => {
      group.isHidden = value !== 0;
    },
  ],
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
      group.isHidden = false;
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
      state.list = undefined;
      state.isDropCap = false;
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
  ...NOTE_WORDS,
  [
    'li',
    (state, value = 0) => {
      if (!state.group.isSkipped) state.indent = value;
    },
  ],
  [
    'fi',
    (state, value = 0) => {
      if (!state.group.isSkipped) state.firstIndent = value;
    },
  ],
  [
    'dropcapt',
    (state) => {
      if (!state.group.isSkipped) state.isDropCap = true;
    },
  ],
  [
    'outlinelevel',
    (state, value = 9) => {
      if (!state.group.isSkipped) state.outline = value < 6 ? value : undefined;
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
  ['listtext', point],
  ['pntext', point],
  ['shptxt', showBox],
  ['dptxbxtext', showBox],
  ['result', show],
  ['ud', show],
  ['moMath', show],
  [
    'field',
    (state) => {
      state.group.field = { instruction: '', shownBefore: state.shown };
    },
  ],
  [
    'fldinst',
    ({ group }) => {
      group.instruction = { text: '' };
    },
  ],
  ['fldrslt', show],
  ['intbl', startCell],
  [
    'trowd',
    (state) => {
      if (!state.group.isSkipped) state.edges = [];
    },
  ],
  [
    'cellx',
    (state, value = 0) => {
      if (!state.group.isSkipped && state.edges.length < MOST_CELLS) state.edges.push(value);
    },
  ],
  ['cell', endCell],
  // A table in a cell: its cells beside each other, its rows below each other.
  ['nestcell', ({ line }) => line.addText(' ')],
  ['nestrow', ({ line }) => line.endParagraph()],
  [
    'trhdr',
    (state) => {
      if (state.rows.length === 0) state.hasHeader = true;
    },
  ],
  ['row', endRow],
  ['mac', ({ decoder }) => decoder.setCodePage(10_000)],
  ['ansicpg', ({ decoder }, value) => decoder.setCodePage(value)],
  [
    'uc',
    ({ group }, value = 1) => {
      group.fallbackLength = Math.max(0, value);
    },
  ],
  ['u', unicode],
]);
