import { writeMarkdown } from '../../markdown/write-markdown.ts';
import { safeAddress } from '../../safe-address.ts';
import { type Block, EMPHASIS, paragraph } from '../../tree.ts';
import { Unreadable } from '../../unreadable.ts';
import { shownByInstruction } from '../docx/shown-fields.ts';
import { endEdge, passPageNumber } from './rtf-edges.ts';
import { endPoints } from './rtf-lines.ts';
import { endForm, endParts } from './rtf-parts.ts';
import { newRtfState, type RtfField, type RtfState } from './rtf-state.ts';
import { endTable } from './rtf-tables.ts';
import { endParagraph, putText } from './rtf-text.ts';
import { type RtfToken, readRtfTokens } from './rtf-tokens.ts';
import { RTF_WORDS, SIGN_WORDS } from './rtf-words.ts';

/** Rich text: paragraphs with their marks, headings, points, tables and links. */
export function rtfToMarkdown(bytes: Uint8Array): string {
  return writeMarkdown(rtfToBlocks(bytes));
}

/** Throws `Unreadable` for what is none. */
export function rtfToBlocks(bytes: Uint8Array): Block[] {
  // Each sign is a byte: what it means depends on the font that it is in.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  if (!text.slice(0, 100).includes('{\\rtf')) throw new Unreadable('The file is no rich text.');
  const state = newRtfState();
  for (const token of readRtfTokens(text)) take(state, token);
  flushBytes(state);
  state.isInTable = false;
  endParagraph(state);
  endPoints(state);
  endTable(state);
  if (state.hidesText)
    state.blocks.push(paragraph({ text: 'Hidden text is left out.', marks: EMPHASIS }));
  return [...state.blocks, ...state.pageEdges.blocks()];
}

const DEEPEST = 1_000;
const MOST_STYLES = 10_000;

function take(state: RtfState, token: RtfToken): void {
  if (token.type !== 'byte') flushBytes(state);
  switch (token.type) {
    case 'open':
      openGroup(state);
      break;
    case 'close':
      closeGroup(state);
      break;
    case 'word':
      if (state.toSkip > 0 && SIGN_WORDS.has(token.word)) {
        state.toSkip -= 1;
        break;
      }
      state.toSkip = 0;
      RTF_WORDS.get(token.word)?.(state, token.value);
      break;
    case 'byte':
      if (state.toSkip > 0) state.toSkip -= 1;
      else state.decoder.add(token.byte);
      break;
    default: {
      const text = token.text.slice(state.toSkip);
      state.toSkip = Math.max(0, state.toSkip - token.text.length);
      if (/[\x80-\xff]/.test(text)) {
        for (const byte of Buffer.from(text, 'latin1')) state.decoder.add(byte);
        flushBytes(state);
      } else putText(state, text);
    }
  }
}

function flushBytes(state: RtfState): void {
  const text = state.decoder.take(state.fonts.get(state.group.font ?? -1));
  if (text !== '') putText(state, text);
}

function openGroup(state: RtfState): void {
  if (state.open.length >= DEEPEST) {
    state.tooDeep += 1;
    return;
  }
  state.open.push(state.group);
  state.group = { ...state.group };
}

function closeGroup(state: RtfState): void {
  if (state.tooDeep > 0) {
    state.tooDeep -= 1;
    return;
  }
  const ended = state.group;
  const { instruction, noteEnd, style } = ended;
  state.group = state.open.pop() ?? state.group;
  if (noteEnd && !state.group.noteEnd) state.line.addText(noteEnd);
  if (style && style !== state.group.style) noteStyle(state, style);
  endParts(state, ended);
  endEdge(state, ended);
  if (ended.field && ended.field !== state.group.field) endField(state, ended.field);
  if (instruction === state.group.instruction) return;
  endForm(state);
  passPageNumber(state, instruction?.text ?? '');
  if (state.group.field) state.group.field.instruction ||= instruction?.text ?? '';
  // A field is a group of two: how its result is made, and the result.
  const url = instruction === undefined ? undefined : linkIn(instruction.text);
  if (url) state.group.url = url;
}

/** A field that has no text of its own may be shown by its instruction alone. */
function endField(state: RtfState, { instruction, shownBefore }: RtfField): void {
  const isShown = state.shown > shownBefore || state.group.instruction !== undefined;
  // Its result may be a picture.
  if (!isShown && !/^\s*HYPERLINK\b/i.test(instruction))
    putText(state, shownByInstruction(instruction));
}

function noteStyle({ styles }: RtfState, { number, name }: { number: number; name: string }): void {
  if (styles.size < MOST_STYLES) styles.set(number, name.replace(/;.*$/, '').trim());
}

function linkIn(instruction: string): string | undefined {
  const found = /HYPERLINK\s{1,10}(?:"([^"]{1,2000})"|([^\s"\\]\S{0,2000}))/i.exec(instruction);
  const address = found?.[1] ?? found?.[2];
  const place = /\\l\s{1,10}"([^"]{1,200})"/i.exec(instruction)?.[1];
  const isWhole = place === undefined || address?.includes('#');
  return safeAddress(isWhole || address === undefined ? address : `${address}#${place}`);
}
