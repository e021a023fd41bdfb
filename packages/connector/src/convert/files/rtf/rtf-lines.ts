import { buildBlocks } from '../../build-blocks.ts';
import { flattenBlocks } from '../../flatten-blocks.ts';
import { labelledPoint } from '../../point-label.ts';
import type { ListItem, Run } from '../../tree.ts';
import { addPoint } from '../add-point.ts';
import type { RtfState } from './rtf-state.ts';

/** What was written since the last line ended. */
export function takeLine(state: RtfState): Run[] {
  const runs = flattenBlocks(state.line.blocks());
  state.line = buildBlocks();
  state.raw = '';
  return runs;
}

/** Points that stand in a row are one list. */
export function endPoints(state: RtfState): void {
  for (const { runs, label, level } of state.points.splice(0)) {
    const item: ListItem = { blocks: [{ type: 'paragraph', runs }] };
    addPoint(state.blocks, { ...labelledPoint(item, label), level });
  }
}

/** Before the next paragraph, which has a point of its own. */
export function forgetPoint(state: RtfState): void {
  state.point = '';
  state.isLabelled = false;
  state.isCounted = false;
}
