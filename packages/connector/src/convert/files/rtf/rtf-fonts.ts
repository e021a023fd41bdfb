import { isSymbolFont } from '../symbol-fonts.ts';
import type { RtfState } from './rtf-state.ts';

type Word = (state: RtfState, value: number | undefined) => void;

const MOST_FONTS = 5_000;

const fixedFont: Word = ({ group, fixedFonts }) => {
  const isNew = group.isFontTable && fixedFonts.size < MOST_FONTS;
  if (isNew && group.font !== undefined) fixedFonts.add(group.font);
};

const LONGEST_NAME = 200;

/** Another name, for programs that do not have the font, may stand in a group within. */
export function nameFont({ fontNames, symbolFonts, group }: RtfState, text: string): void {
  const { font } = group;
  const before = fontNames.get(font ?? -1) ?? '';
  const isKnown = before.includes(';') || before.length > LONGEST_NAME;
  if (font === undefined || isKnown || fontNames.size >= MOST_FONTS) return;
  const name = before + text;
  fontNames.set(font, name);
  const whole = name.slice(0, name.indexOf(';')).trim();
  if (name.includes(';') && isSymbolFont(whole)) symbolFonts.set(font, whole);
}

/** The table of fonts, and which of them a text is in (RTF 1.9.1, “Font Table”). */
export const FONT_WORDS: readonly [string, Word][] = [
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
  // Other names of a font stand in groups of their own.
  ...['falt', 'fname', 'panose', 'fontemb'].map((name): [string, Word] => [
    name,
    ({ group }) => {
      group.isFontTable = false;
    },
  ]),
];
