import { boxOf } from '../../flatten-blocks.ts';
import { type Block, paragraph, plainRun, textOfRuns } from '../../tree.ts';
import { readXml } from '../read-xml.ts';

/** Kinds of controls that have words on them ([MS-OI29500], 2.1.1732); notes are told elsewhere. */
const KINDS = new Set(['Checkbox', 'Radio', 'Button', 'Label', 'GBox', 'Dialog']);
const WITH_BOX = new Set(['Checkbox', 'Radio']);

/** Controls of a form on a sheet, with their state. @param vml the drawing that all programs keep them in */
export function controlBlocks(vml: string): Block[] {
  if (!vml.includes('ClientData')) return [];
  const blocks: Block[] = [];
  let kind = '';
  let text = '';
  let state = '';
  let boxes = 0;
  let isState = false;
  readXml(vml, {
    open: (name, { ObjectType }) => {
      if (name === 'shape') {
        kind = '';
        text = '';
        state = '';
      } else if (name === 'textbox') boxes += 1;
      else if (name === 'ClientData') kind = ObjectType ?? '';
      isState = name === 'Checked';
    },
    text: (piece) => {
      if (isState) state += piece;
      else if (boxes > 0) text += piece;
    },
    close: (name) => {
      isState = false;
      if (name === 'textbox') boxes -= 1;
      if (name !== 'shape' || !KINDS.has(kind)) return;
      const label = text.replace(/\s+/g, ' ').trim();
      const box = WITH_BOX.has(kind) ? boxOf(state.trim() === '1') : '';
      if (label !== '') blocks.push(paragraph(plainRun(box + label)));
    },
  });
  return blocks;
}

const labelOf = (block: Block) =>
  block.type === 'paragraph'
    ? textOfRuns(block.runs)
        .replace(/^[☑☐] /, '')
        .trim()
    : '';

/** What is drawn, without the same controls once more, as newer programs have them. */
export function withoutControls(drawn: readonly Block[], controls: readonly Block[]): Block[] {
  const labels = new Set(controls.map(labelOf));
  return drawn.filter((block) => !labels.has(labelOf(block)));
}
