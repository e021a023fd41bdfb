import { inlineWiki } from './wiki-inline.ts';

const MARKS = '*#:;';
const DEEPEST = 20;

/** Lists of MediaWiki's markup: `**` is a point within a point, `#*` one within a number. */
export function createWikiLists(out: string[]) {
  let open = '';
  const tagOf = (mark: string) => (mark === '#' ? 'ol' : 'ul');
  const closeDownTo = (depth: number) => {
    for (; open.length > depth; open = open.slice(0, -1)) {
      out.push(`</li></${tagOf(open.at(-1) ?? '')}>`);
    }
  };
  return {
    /** False for a line that is no point of a list. */
    add: (line: string): boolean => {
      let length = 0;
      while (length < DEEPEST && MARKS.includes(line[length] || ' ')) length += 1;
      if (length === 0) return false;
      const marks = line.slice(0, length);
      let same = 0;
      while (
        same < length &&
        tagOf(open[same] ?? ' ') === tagOf(marks[same] ?? ' ') &&
        open[same]
      ) {
        same += 1;
      }
      closeDownTo(same);
      if (same === length) out.push('</li><li>');
      for (const mark of marks.slice(same)) {
        out.push(`<${tagOf(mark)}><li>`);
        open += mark;
      }
      out.push(inlineWiki(line.slice(length).trim()));
      return true;
    },
    end: () => closeDownTo(0),
  };
}
