import { withShownFrontMatter } from './front-matter.ts';

/** Markdown that somebody wrote: without the empty lines around it, for a blank that it begins with may make code. */
export function asWritten(text: string): string {
  const kept = withShownFrontMatter(text).trimEnd();
  const start = kept.length - kept.trimStart().length;
  return kept.slice(kept.lastIndexOf('\n', start) + 1);
}
