type Node = {
  type: string;
  position?: { start: { offset?: number | undefined }; end: { offset?: number | undefined } };
  data?: { hName: string; hProperties: Record<string, unknown> };
  children?: Node[];
};

/** A part of a document, by its places in the Markdown. */
export type MarkedPassage = { start: number; end: number };

/** The id of the element that stands around the passage. */
export const PASSAGE_ID = 'passage';

/** A remark plugin that puts one element around the blocks of a passage. */
export function remarkPassage({ start, end }: MarkedPassage) {
  return (tree: Node) => {
    const blocks = tree.children ?? [];
    const first = blocks.findIndex((block) => isWithin(block, { start, end }));
    const last = blocks.findLastIndex((block) => isWithin(block, { start, end }));
    if (first < 0) return;
    const passage: Node = {
      type: 'passage',
      data: { hName: 'div', hProperties: { id: PASSAGE_ID, tabIndex: -1 } },
      children: blocks.slice(first, last + 1),
    };
    tree.children = [...blocks.slice(0, first), passage, ...blocks.slice(last + 1)];
  };
}

function isWithin({ position }: Node, { start, end }: MarkedPassage): boolean {
  const from = position?.start.offset;
  const to = position?.end.offset;
  return from !== undefined && to !== undefined && from < end && to > start;
}
