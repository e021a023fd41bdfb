import { boxOf } from '../../flatten-blocks.ts';
import { EMPHASIS } from '../../tree.ts';
import { embeddedName } from '../embedded-name.ts';
import type { Capture, Form, Group, RtfState } from './rtf-state.ts';
import { putText } from './rtf-text.ts';

const BOX = 1;
const LIST = 2;
/** Stands for a form that nobody has touched. */
const UNTOUCHED = 25;

const capture =
  (kind: Capture['kind']) =>
  ({ group }: RtfState): void => {
    group.capture = { kind, text: '' };
  };

type Word = (state: RtfState, value: number | undefined) => void;

const intoForm =
  (set: (form: Form, value: number) => void): Word =>
  (state, value = 0) => {
    if (state.form) set(state.form, value);
  };

/** Brackets around what stands in a group of a formula. */
const bracket =
  (start: string): Word =>
  (state) => {
    putText(state, `${start}(`);
    state.group.closing = { text: ')' };
  };

export const PART_WORDS: readonly [string, Word][] = [
  [
    'object',
    ({ group }) => {
      group.isSkipped = true;
      group.object = { name: '' };
    },
  ],
  ['objclass', capture('class')],
  ['sn', capture('name')],
  ['sv', capture('value')],
  ['ffl', capture('entry')],
  ['atnauthor', capture('author')],
  [
    'formfield',
    (state) => {
      state.form = { type: 0, chosen: undefined, usual: 0, entries: [] };
    },
  ],
  ['fftype', intoForm((form, value) => Object.assign(form, { type: value }))],
  ['ffdefres', intoForm((form, value) => Object.assign(form, { usual: value }))],
  [
    'ffres',
    intoForm((form, value) =>
      Object.assign(form, { chosen: value === UNTOUCHED ? undefined : value }),
    ),
  ],
  ...['mnum', 'mdeg'].map((name): [string, Word] => [name, bracket('')]),
  ['mden', bracket('/')],
  ['msup', bracket('^')],
  ['msub', bracket('_')],
];

/** Told when a group ends, of what is behind it. */
export function endParts(state: RtfState, ended: Group): void {
  const { capture: captured, object, closing } = ended;
  if (captured && captured !== state.group.capture) endCapture(state, captured);
  if (closing && closing !== state.group.closing) putText(state, closing.text);
  if (object && object !== state.group.object && !ended.isOutside)
    state.line.addObject(embeddedName(object.name), { marks: EMPHASIS });
}

const LONGEST = 2_000;
const MOST_ENTRIES = 200;

function endCapture(state: RtfState, { kind, text }: Capture): void {
  const { group, form } = state;
  if (kind === 'label') {
    state.lists.setText(text);
    return;
  }
  const words = text.slice(0, LONGEST).trim();
  if (kind === 'class' && group.object) group.object.name = words;
  else if (kind === 'name') state.property = words;
  else if (kind === 'author') state.author = words;
  // Letters that are drawn along a line.
  else if (kind === 'value' && state.property === 'gtextUNICODE' && words && !group.isOutside)
    state.line.addText(` ${words} `);
  else if (kind === 'entry' && form && form.entries.length < MOST_ENTRIES) form.entries.push(words);
  else if (kind === 'value' && state.property === 'wzDescription' && words && !group.isOutside)
    state.line.addObject(`Image: ${words}`, { marks: EMPHASIS });
}

/** What a form shows, at the end of what it is made of. */
export function endForm(state: RtfState): void {
  const { form } = state;
  state.form = undefined;
  if (!form) return;
  const chosen = form.chosen ?? form.usual;
  if (form.type === BOX) putText(state, boxOf(chosen === 1));
  if (form.type === LIST) putText(state, form.entries[chosen] ?? '');
}
