/** Bold, italic and links within a line of MediaWiki's markup, as HTML. */
export function inlineWiki(line: string): string {
  const bold = pairs(line, "'''", 'strong');
  return links(pairs(bold, "''", 'em'));
}

/** Every second mark ends what the one before began; one that is left over stays as it is. */
function pairs(text: string, mark: string, tag: string): string {
  const parts = text.split(mark);
  return parts
    .map((part, index) => {
      if (index === 0) return part;
      const isLeftOver = index === parts.length - 1 && index % 2 === 1;
      if (isLeftOver) return mark + part;
      return (index % 2 === 1 ? `<${tag}>` : `</${tag}>`) + part;
    })
    .join('');
}

function links(text: string): string {
  let out = '';
  let from = 0;
  const lastEnd = text.lastIndexOf(']');
  for (let at = text.indexOf('['); at >= 0 && at < lastEnd; at = text.indexOf('[', from)) {
    const isPage = text.startsWith('[[', at);
    const end = text.indexOf(isPage ? ']]' : ']', at);
    if (end < 0) break;
    const inner = text.slice(at + (isPage ? 2 : 1), end);
    const after = end + (isPage ? 2 : 1);
    out += text.slice(from, at) + (isPage ? pageText(inner) : outsideLink(inner));
    from = after;
  }
  return out + text.slice(from);
}

/** Pages of a wiki that is not there any more: only what was shown of them is left. */
function pageText(inner: string): string {
  return inner.slice(inner.lastIndexOf('|') + 1);
}

function outsideLink(inner: string): string {
  if (!/^(?:https?:\/\/|mailto:)/i.test(inner)) return `[${inner}]`;
  const blank = inner.indexOf(' ');
  const address = blank < 0 ? inner : inner.slice(0, blank);
  const text = blank < 0 ? inner : inner.slice(blank + 1);
  return /["<>]/.test(address) ? `[${inner}]` : `<a href="${address}">${text}</a>`;
}
