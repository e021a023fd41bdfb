import { type Block, paragraph, plainRun, STRONG } from '../../tree.ts';
import { readXml } from '../read-xml.ts';

const COMMENTS = new Set(['cm', 'reply']);

/** Comments on a slide, each with its replies behind it, in the old form and in that of 2021. */
export function commentsIn(xml: string): Block[] {
  const found: { text: string }[] = [];
  const open: { text: string }[] = [];
  let isText = false;
  readXml(xml, {
    open: (name) => {
      if (COMMENTS.has(name)) {
        const comment = { text: '' };
        found.push(comment);
        open.push(comment);
      }
      isText = name === 'text' || name === 't';
    },
    text: (text) => {
      const comment = open.at(-1);
      if (isText && comment) comment.text += text;
    },
    close: (name) => {
      isText = false;
      const comment = open.at(-1);
      if (name === 'p' && comment) comment.text += '\n';
      if (COMMENTS.has(name)) open.pop();
    },
  });
  return found
    .filter(({ text }) => text.trim() !== '')
    .map(({ text }) => paragraph({ text: 'Comment:', marks: STRONG }, plainRun(` ${text.trim()}`)));
}
