import { cutAt, leftOutNote } from './lines.ts';

/** What the note at the end of a text that was cut already may add to it. */
const SLACK = 200_000;

/** Markdown that others wrote, cut where it is too long; the end says so. */
export function cutMarkdown(text: string, most: number): string {
  if (text.length <= most + SLACK) return text;
  const kept = cutAt(text, most);
  const lines = kept.split('\n');
  // A block of code that is open at the end would swallow the note.
  const fence = openFence(lines);
  const end = fence ? `\n${fence}` : '';
  return `${kept.trimEnd()}${end}\n\n${leftOutNote(text.length - kept.length)}`;
}

function openFence(lines: readonly string[]): string | undefined {
  let open: string | undefined;
  for (const line of lines) {
    const fence = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined) continue;
    if (open === undefined) open = fence;
    else if (fence.startsWith(open)) open = undefined;
  }
  return open;
}
