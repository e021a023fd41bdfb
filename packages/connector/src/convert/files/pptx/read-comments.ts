import { type Block, paragraph, plainRun, STRONG } from '../../tree.ts';
import { readXml } from '../read-xml.ts';

const COMMENTS = new Set(['cm', 'reply']);
/** Of the form of 2021; an open one says nothing. */
const STATES: Record<string, string> = { resolved: 'resolved', closed: 'closed' };

type Comment = { label: string; text: string };

/** Names of those who wrote comments, by the ids that these have for them; in both forms. */
export function authorsIn(xml: string): Map<string, string> {
  const authors = new Map<string, string>();
  readXml(xml, {
    open: (name, { id = '', name: author = '' }) => {
      if (name === 'author' || name === 'cmAuthor') authors.set(id, author.trim());
    },
  });
  return authors;
}

/** Comments on a slide, each with its replies behind it, in the old form and in that of 2021. */
export function commentsIn(xml: string, authors: ReadonlyMap<string, string>): Block[] {
  const found: Comment[] = [];
  const open: Comment[] = [];
  let isText = false;
  readXml(xml, {
    open: (name, { authorId = '', status }) => {
      if (COMMENTS.has(name)) {
        const said = [authors.get(authorId) ?? '', STATES[status ?? ''] ?? ''].filter(Boolean);
        const label = said.length > 0 ? `Comment (${said.join(', ')}):` : 'Comment:';
        const comment = { label, text: '' };
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
    .map(({ label, text }) =>
      paragraph({ text: label, marks: STRONG }, plainRun(` ${text.trim()}`)),
    );
}
