type Node = { type: string; depth?: number; children?: Node[] };

/**
 * A remark plugin. The page's own h1 is the title, so the document's headings begin at h2; and as
 * authors skip levels for their looks, no level is skipped, so that screen readers can follow.
 */
export function remarkOutline() {
  return (tree: Node) => {
    const open: number[] = [];
    for (const heading of headingsOf(tree)) {
      const depth = heading.depth ?? 1;
      while ((open.at(-1) ?? 0) >= depth) open.pop();
      open.push(depth);
      heading.depth = Math.min(6, open.length + 1);
    }
  };
}

function headingsOf(node: Node): Node[] {
  if (node.type === 'heading') return [node];
  return (node.children ?? []).flatMap(headingsOf);
}
