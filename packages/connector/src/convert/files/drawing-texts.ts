import type { Block } from '../tree.ts';
import { chartBlocks } from './chart-blocks.ts';
import { diagramBlocks } from './diagram-blocks.ts';
import { readRelations } from './read-relations.ts';
import type { ZipParts } from './read-zip.ts';
import { paragraphsIn } from './shown-shapes.ts';

/**
 * Texts of shapes, charts and diagrams of a sheet, and the names of its pictures.
 * @param isDrawnFromCells whether the numbers of a chart stand in the sheets that are shown
 */
export async function drawingTexts(
  zip: ZipParts,
  part: string,
  isDrawnFromCells: (chart: string) => boolean,
): Promise<Block[]> {
  const relations = await readRelations(zip, part);
  const blocks = paragraphsIn(await zip.read(part));
  for (const { type, target } of relations.values()) {
    if (type === 'diagramData') blocks.push(...diagramBlocks(await zip.read(target)));
    if (type !== 'chart' && type !== 'chartEx') continue;
    const chart = await zip.read(target);
    blocks.push(...chartBlocks(chart, isDrawnFromCells(chart)));
  }
  return blocks;
}
