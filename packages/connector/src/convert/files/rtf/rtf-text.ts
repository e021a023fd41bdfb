import { CODE, LOWERED, plainRun, RAISED, type Run, textOfRuns } from '../../tree.ts';
import { symbolsOf } from '../symbol-fonts.ts';
import { tellingSign } from '../telling-points.ts';
import { endEdgeLine } from './rtf-edges.ts';
import { nameFont } from './rtf-fonts.ts';
import { endPoints, forgetPoint, takeLine } from './rtf-lines.ts';
import { withoutNoteGap } from './rtf-notes.ts';
import type { RtfState } from './rtf-state.ts';
import { endTable } from './rtf-tables.ts';
import { takeTypedPoint } from './typed-points.ts';

const LONGEST_INSTRUCTION = 4_000;
const LONGEST_HEADING = 300;

export function putText(state: RtfState, given: string): void {
  const { group } = state;
  const { symbolFonts } = state;
  const font = symbolFonts.size > 0 ? symbolFonts.get(group.font ?? -1) : undefined;
  const text = font === undefined ? given : symbolsOf(given, font);
  if (group.capture) {
    if (group.capture.text.length < LONGEST_INSTRUCTION) group.capture.text += text;
  } else if (group.isFontTable) nameFont(state, text);
  else if (group.instruction !== undefined) {
    if (group.instruction.text.length < LONGEST_INSTRUCTION) group.instruction.text += text;
  } else if (group.edge) group.edge.line += text;
  else if (group.style) group.style.name += text;
  else if (group.isPoint) state.point += text;
  else if (group.isHidden) state.hidesText ||= !group.isSkipped && text.trim() !== '';
  else if (!group.isSkipped && !group.isDeleted) {
    if (state.isInTable) countPoint(state);
    if (state.isInTable && state.point.trim() !== '') {
      // A cell has lines and no lists.
      state.line.addText(`${labelOf(state.point) || '•'} `);
      state.point = '';
    }
    const shown = group.noteEnd ? withoutNoteGap(state, text) : text;
    if (shown === '') return;
    const set = state.isDropCap ? group.marks & ~(RAISED | LOWERED) : group.marks;
    const marks = isCodeFont(state) ? set | CODE : set;
    state.line.addText(shown, { marks, url: group.url });
    state.raw += shown;
    state.shown += shown.length;
  }
}

/** The point of a paragraph that is in a list and does not say itself what stands before it. */
function countPoint(state: RtfState): void {
  if (state.list === undefined || state.isCounted || state.group.noteEnd) return;
  const counted = state.lists.labelOf(state.list, state.level);
  if (!state.isLabelled) state.point = counted;
  state.isCounted = true;
}

/** Empty for a sign that only marks a point. */
function labelOf(point: string): string {
  return /[\p{L}\p{N}]/u.test(point) ? point.trim() : tellingSign(point.trim());
}

/** A whole document in such a font was typed on a machine, and is no code. */
function isCodeFont({ group, fixedFonts, usualFont }: RtfState): boolean {
  return fixedFonts.has(group.font ?? usualFont) && !fixedFonts.has(usualFont);
}

export function endParagraph(state: RtfState): void {
  if (state.group.edge) endEdgeLine(state.group.edge);
  if (state.group.isSkipped) return;
  if (state.group.noteEnd) {
    state.noteGap ??= 'between';
    return;
  }
  if (state.isInTable) {
    state.line.endParagraph();
    forgetPoint(state);
    return;
  }
  endTable(state);
  if (state.isDropCap) {
    state.isDropCap = false;
    return;
  }
  countPoint(state);
  const { raw } = state;
  const runs = takeLine(state);
  const isHanging = state.firstIndent < 0 && state.indent > 0;
  const typed = state.point.trim() === '' ? takeTypedPoint(runs, isHanging ? raw : '') : '';
  const point = state.point.trim() || typed;
  forgetPoint(state);
  if (runs.length === 0) {
    if (isCodeFont(state) || isCodeStyle(state)) state.emptyLines += 1;
    return;
  }
  const label = labelOf(point);
  if (point !== '' && headingDepth(state, runs) !== undefined) {
    if (label !== '') runs.unshift(plainRun(`${label} `));
  } else if (point !== '') {
    state.emptyLines = 0;
    const level = typed && isHanging ? Math.floor(state.indent / STEP) - 1 : state.level;
    state.points.push({ runs, label, level: Math.min(8, Math.max(0, level)) });
    return;
  }
  endPoints(state);
  addParagraph(state, runs, raw);
}

const HEADING = /^(?:heading|überschrift|titre|encabezado) ?([1-6])/i;
const CODE_STYLE = /^(?:preformatted text|source code|html preformatted|code)\b/i;
const QUOTE_STYLE = /^(?:quote|quotations|block text|intense quote)\b/i;

const styleName = ({ styles, style }: RtfState) => styles.get(style ?? -1) ?? '';
const isCodeStyle = (state: RtfState) => CODE_STYLE.test(styleName(state));

/** Undefined for a paragraph that is none, and for one that is too long for it. */
function headingDepth(state: RtfState, runs: readonly Run[]): number | undefined {
  const { outline } = state;
  const level = HEADING.exec(styleName(state).slice(0, 40))?.[1];
  const depth = outline === undefined ? level && Number(level) : outline + 1;
  return depth && textOfRuns(runs).length <= LONGEST_HEADING ? depth : undefined;
}

function addParagraph(state: RtfState, runs: Run[], raw: string): void {
  const { blocks } = state;
  const name = styleName(state);
  const between = '\n'.repeat(state.emptyLines + 1);
  state.emptyLines = 0;
  const depth = headingDepth(state, runs);
  const last = blocks.at(-1);
  if (/^title\b/i.test(name)) blocks.push({ type: 'heading', depth: 1, runs });
  else if (depth) blocks.push({ type: 'heading', depth, runs });
  else if (CODE_STYLE.test(name) || runs.every(isCodeRun)) {
    if (last?.type === 'code') last.text += between + raw;
    else blocks.push({ type: 'code', text: raw, language: '' });
  } else if (QUOTE_STYLE.test(name))
    blocks.push({ type: 'quote', blocks: [{ type: 'paragraph', runs }] });
  else blocks.push({ type: 'paragraph', runs });
}

const isCodeRun = ({ text, marks }: Run) => (marks & CODE) !== 0 || text.trim() === '';

/** How far programs that write no lists indent each level. */
const STEP = 360;
