import { asWritten } from './as-written.ts';

/** Markdown that somebody wrote, as a part of a text: nothing in it reaches out of it. */
export function closedMarkdown(text: string): string {
  const written = asWritten(text.replace(/\r\n?/g, '\n'));
  const end = unclosedIn(written);
  return end === undefined ? written : `${written}\n${end}`;
}

/** Parts of HTML that end neither with a paragraph nor with an empty line (CommonMark, 4.6). */
const HTML: readonly [start: RegExp, end: RegExp, closing: string][] = [
  [
    /^ {0,3}<(?:script|pre|style|textarea)(?![\w-])/i,
    /<\/(?:script|pre|style|textarea)>/i,
    '</pre>',
  ],
  [/^ {0,3}<!--/, /-->/, '-->'],
  [/^ {0,3}<\?/, /\?>/, '?>'],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/, ']]>'],
  [/^ {0,3}<![a-z]/i, />/, '>'],
];

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;

type Open = { isEnd: (line: string) => boolean; closing: string };

/** What has to follow a text, so that what comes behind it is no part of its last block. */
export function unclosedIn(text: string): string | undefined {
  let open: Open | undefined;
  for (const line of text.split('\n')) {
    if (open === undefined) open = openedBy(line);
    else if (open.isEnd(line)) open = undefined;
  }
  return open?.closing;
}

function openedBy(line: string): Open | undefined {
  const [, fence, rest = ''] = FENCE.exec(line) ?? [];
  if (fence !== undefined) {
    const isFence = fence.startsWith('~') || !rest.includes('`');
    return isFence ? { closing: fence, isEnd: (next) => isFenceEnd(next, fence) } : undefined;
  }
  const [, end, closing = ''] = HTML.find(([start]) => start.test(line)) ?? [];
  return end && !end.test(line) ? { closing, isEnd: (next) => end.test(next) } : undefined;
}

function isFenceEnd(line: string, open: string): boolean {
  const [, fence = '', rest = ''] = FENCE.exec(line) ?? [];
  return fence.startsWith(open) && rest.trim() === '';
}
