import { type Block, type ListItem, plainRun, type Run } from '../tree.ts';

/**
 * The blocks that hold something, each looked at once: what follows may then take it for granted.
 * Points without a text go; a numbered one is counted, and a task is open or done, so those stay.
 */
export function withoutEmpty(blocks: readonly Block[]): Block[] {
  return blocks.map(filled).filter((block) => block !== undefined);
}

const hasText = (runs: readonly Run[]) => runs.some(({ text }) => text.trim() !== '');

function filled(block: Block): Block | undefined {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return hasText(block.runs) ? block : undefined;
    case 'code':
    case 'markdown':
      return block.text === '' ? undefined : block;
    case 'quote': {
      const blocks = withoutEmpty(block.blocks);
      return blocks.length > 0 ? { ...block, blocks } : undefined;
    }
    case 'list': {
      const items = block.items.map((item) =>
        asTask({ ...item, blocks: withoutEmpty(item.blocks) }),
      );
      if (items.every(({ blocks }) => blocks.length === 0)) return undefined;
      const kept = items.filter(
        ({ blocks, isDone }) => block.isOrdered || isDone !== undefined || blocks.length > 0,
      );
      return { ...block, items: kept.map(withLine) };
    }
    case 'table':
      return block.rows.some((row) => row.length > 0) ? block : undefined;
    default:
      return block;
  }
}

/** Boxes as programs draw them; Word crosses those that are done. */
const BOX = /^\s*([☐☑☒🗹🗷])\s+(?=\S)/u;

/** A point that begins with a box is a task. */
function asTask(item: ListItem): ListItem {
  const [first, ...rest] = item.blocks;
  if (item.isDone !== undefined || first?.type !== 'paragraph') return item;
  const [start, ...runs] = first.runs;
  const [box, sign] = BOX.exec(start?.text ?? '') ?? [];
  if (!start || box === undefined) return item;
  const text = { ...start, text: start.text.slice(box.length) };
  return { isDone: sign !== '☐', blocks: [{ ...first, runs: [text, ...runs] }, ...rest] };
}

/** A task is one only where a line of text follows its box; a line without anything is none. */
function withLine(item: ListItem): ListItem {
  const { blocks, isDone } = item;
  const hasLine = blocks[0]?.type === 'paragraph' || (isDone === undefined && blocks.length > 0);
  return hasLine
    ? item
    : { ...item, blocks: [{ type: 'paragraph', runs: [plainRun('…')] }, ...blocks] };
}
