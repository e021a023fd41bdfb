const DROPPED = /<w:framePr\s[^<>]{0,1000}?\bw:dropCap\s?=\s?["'](?:drop|margin)["'][^<>]*>/g;
const TEXT = /<w:t(?:\s[^<>]*)?>([^<]*)<\/w:t>/g;
const PARAGRAPH_END = '</w:p>';
/** The next paragraph, up to its first text. */
const NEXT = /^\s*<w:p(?:\s[^<>]*)?>/;
const LONGEST = 5_000;

/**
 * Large letters at the start of a text, which Word keeps in a paragraph of their own (ECMA-376,
 * 17.3.1.11), stand in the word that they begin.
 */
export function withDropCaps(xml: string): string {
  if (!xml.includes('w:dropCap')) return xml;
  const pieces: string[] = [];
  let from = 0;
  for (const { index } of xml.matchAll(DROPPED)) {
    const before = xml.slice(Math.max(from, index - LONGEST), index);
    const start =
      index - before.length + Math.max(before.lastIndexOf('<w:p>'), before.lastIndexOf('<w:p '));
    const ended = xml.slice(index, index + LONGEST).indexOf(PARAGRAPH_END);
    const isWhole = before.lastIndexOf('<w:p>') >= 0 || before.lastIndexOf('<w:p ') >= 0;
    if (ended < 0 || !isWhole) continue;
    const end = index + ended + PARAGRAPH_END.length;
    const next = xml.slice(end, end + LONGEST);
    const opening = NEXT.exec(next)?.[0];
    const run = next.search(/<w:r[ >]/);
    const texts = [...xml.slice(index, end).matchAll(TEXT)].map(([, text = '']) => text.trim());
    if (opening === undefined || run < 0 || next.slice(0, run).includes(PARAGRAPH_END)) continue;
    const letter = `<w:r><w:t>${texts.join('')}</w:t></w:r>`;
    pieces.push(xml.slice(from, start), next.slice(0, run), letter);
    from = end + run;
  }
  return [...pieces, xml.slice(from)].join('');
}
