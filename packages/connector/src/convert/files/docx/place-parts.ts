import { type Block, type Run, textOfRuns } from '../../tree.ts';

/** Stands for a part that is shown in a place of the document, between its number. */
const SIGN = '\uE010';
const MARK = new RegExp(`${SIGN}(\\d{1,9})${SIGN}`, 'g');

export const markOf = (part: number): string => `${SIGN}${part}${SIGN}`;

/**
 * Puts the content of parts in the places that were marked for them; behind a table, where the place
 * is in one of its cells.
 */
export function withParts(blocks: readonly Block[], parts: ReadonlyMap<number, Block[]>): Block[] {
  if (parts.size === 0) return [...blocks];
  const taken = (runs: readonly Run[]): { runs: Run[]; found: Block[] } => {
    const found: Block[] = [];
    const left = runs.map((run) => ({
      ...run,
      text: run.text.replace(MARK, (_, part: string) => {
        found.push(...(parts.get(Number(part)) ?? []));
        return '';
      }),
    }));
    return { runs: left, found };
  };
  return blocks.flatMap((block): Block[] => {
    switch (block.type) {
      case 'paragraph':
      case 'heading': {
        if (!textOfRuns(block.runs).includes(SIGN)) return [block];
        const { runs, found } = taken(block.runs);
        return textOfRuns(runs).trim() === '' ? found : [{ ...block, runs }, ...found];
      }
      case 'table': {
        const found: Block[] = [];
        const rows = block.rows.map((row) =>
          row.map((cell) => {
            const inCell = taken(cell);
            found.push(...inCell.found);
            return inCell.runs;
          }),
        );
        return [{ ...block, rows }, ...found];
      }
      case 'quote':
        return [{ ...block, blocks: withParts(block.blocks, parts) }];
      case 'list': {
        const items = block.items.map((item) => ({
          ...item,
          blocks: withParts(item.blocks, parts),
        }));
        return [{ ...block, items }];
      }
      default:
        return [block];
    }
  });
}
