import { unclosedIn } from './closed-markdown.ts';
import { cutAt, leftOutNote } from './lines.ts';

/** What the note at the end of a text that was cut already may add to it. */
const SLACK = 200_000;

/** Markdown that others wrote, cut where it is too long; the end says so. */
export function cutMarkdown(text: string, most: number): string {
  if (text.length <= most + SLACK) return text;
  const kept = cutAt(text, most);
  // A block of code that is open at the end would swallow the note.
  const end = unclosedIn(kept);
  const closing = end === undefined ? '' : `\n${end}`;
  return `${kept.trimEnd()}${closing}\n\n${leftOutNote(text.length - kept.length)}`;
}
