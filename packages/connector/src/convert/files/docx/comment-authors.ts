import { readXml } from '../read-xml.ts';

const COMMENT = /<w:comment\s([^<>]{0,2000})>/g;
/** The first paragraph of a comment, up to where its text begins. */
const START = /^\s*<w:p(?:\s[^<>]*)?>(?:\s*<w:pPr>.{0,2000}?<\/w:pPr>)?/s;
const LONGEST_START = 5_000;

/**
 * Comments that begin with the name of whoever wrote them, of which mammoth tells the initials alone, and
 * say that they are settled.
 * @param extended `commentsExtended.xml`, which knows comments by the id of their last paragraph
 */
export function withAuthors(comments: string, extended: string): string {
  const settled = settledIn(extended);
  const parts: string[] = [];
  let from = 0;
  for (const { 0: tag, 1: attributes = '', index } of comments.matchAll(COMMENT)) {
    const start = index + tag.length;
    const author = /\bw:author="([^"]{1,200})"/.exec(attributes)?.[1]?.trim() ?? '';
    const first = START.exec(comments.slice(start, start + LONGEST_START))?.[0];
    const state = settled.size > 0 && isSettled(comments, start, settled) ? '(resolved) ' : '';
    const said = `${author === '' ? '' : `${author}: `}${state}`;
    if (first === undefined || said === '') continue;
    parts.push(
      comments.slice(from, start + first.length),
      `<w:r><w:t xml:space="preserve">${said}</w:t></w:r>`,
    );
    from = start + first.length;
  }
  return [...parts, comments.slice(from)].join('');
}

const LONGEST_COMMENT = 50_000;

function isSettled(comments: string, start: number, settled: ReadonlySet<string>): boolean {
  const [comment = ''] = comments.slice(start, start + LONGEST_COMMENT).split('</w:comment>', 1);
  const ids = [...comment.matchAll(/\bw14:paraId="([^"]{1,20})"/g)];
  return settled.has(ids.at(-1)?.[1] ?? '');
}

function settledIn(xml: string): Set<string> {
  const settled = new Set<string>();
  readXml(xml, {
    open: (name, attributes) => {
      const isDone = /^(?:1|true)$/.test(attributes['w15:done'] ?? '');
      if (name === 'commentEx' && isDone) settled.add(attributes['w15:paraId'] ?? '');
    },
  });
  return settled;
}
