import { formatOf } from './rtf-lists.ts';
import type { RtfState } from './rtf-state.ts';

type Word = (state: RtfState, value: number | undefined) => void;

/** A table of lists is no text of the document, whatever stands in it. */
const table: Word = ({ group }) => {
  group.isSkipped = true;
  group.isListTable = true;
};

const inTable =
  (word: Word): Word =>
  (state, value) => {
    if (state.group.isListTable) word(state, value);
  };

const setFormat = inTable(({ lists }, value = 0) =>
  lists.changeLevel((level) => {
    level.format = formatOf(value);
  }),
);

/** The tables of lists, and which of them a paragraph is in (RTF 1.9.1, “List Tables”). */
export const LIST_WORDS: readonly [string, Word][] = [
  ['listtable', table],
  ['listoverridetable', table],
  ['list', inTable(({ lists }) => lists.startList())],
  ['listlevel', inTable(({ lists }) => lists.startLevel())],
  ['levelnfc', setFormat],
  ['levelnfcn', setFormat],
  ['levelstartat', inTable(({ lists }, value = 1) => lists.setStart(value))],
  [
    'levellegal',
    inTable(({ lists }, value = 1) =>
      lists.changeLevel((level) => {
        level.isLegal = value !== 0;
      }),
    ),
  ],
  [
    'levelnorestart',
    inTable(({ lists }, value = 1) =>
      lists.changeLevel((level) => {
        level.restart = value === 0 ? undefined : 0;
      }),
    ),
  ],
  [
    'leveltext',
    inTable(({ group }) => {
      group.capture = { kind: 'label', text: '' };
    }),
  ],
  ['listid', inTable(({ lists }, value = 0) => lists.nameList(value))],
  ['listoverride', inTable(({ lists }) => lists.startOverride())],
  ['lfolevel', inTable(({ lists }) => lists.overrideLevel())],
  [
    'ls',
    (state, value = 0) => {
      if (state.group.isListTable) state.lists.nameOverride(value);
      else if (!state.group.isSkipped) state.list = value;
    },
  ],
  [
    'ilvl',
    (state, value = 0) => {
      if (!state.group.isSkipped) state.level = Math.min(8, Math.max(0, value));
    },
  ],
];
