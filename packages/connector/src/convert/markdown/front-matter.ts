import { longestRun } from './write-runs.ts';

/** What programs of sites read at the head of a text in Markdown, between two lines of three dashes. */
export type FrontMatter = { yaml: string; rest: string; title: string | undefined };

const LONGEST = 20_000;
const FIELD = /^[\w.-]+:(?:\s|$)/;
const END = /^(?:---|\.\.\.)\s*$/;

/** Undefined for a text that begins with a rule, or with anything else. */
export function frontMatterOf(text: string): FrontMatter | undefined {
  const start = /^\ufeff?---[ \t]*\r?\n/.exec(text.slice(0, 200))?.[0];
  if (start === undefined) return undefined;
  const lines = text.slice(start.length, LONGEST).split('\n');
  const end = lines.findIndex((line) => END.test(line));
  const inner = lines.slice(0, end);
  if (end < 1 || !FIELD.test(inner[0] ?? '') || !inner.every(isYaml)) return undefined;
  const title = inner
    .find((line) => line.startsWith('title:'))
    ?.slice('title:'.length)
    .trim();
  return {
    yaml: inner.map((line) => line.trimEnd()).join('\n'),
    rest: text.slice(start.length + [...inner, lines[end] ?? ''].join('\n').length),
    title: title?.replace(/^(["'])(.*)\1$/, '$2') || undefined,
  };
}

/** A field, what goes on in the next line, a point of a list, a remark. */
function isYaml(line: string): boolean {
  return line.trim() === '' || FIELD.test(line) || /^[\s#-]/.test(line);
}

/** As a block of code: by the rules of Markdown it would be a rule, and a heading of its last line. */
export function withShownFrontMatter(text: string): string {
  const found = frontMatterOf(text);
  if (!found) return text;
  const fence = '`'.repeat(Math.max(3, longestRun(found.yaml) + 1));
  return `${fence}yaml\n${found.yaml}\n${fence}\n${found.rest}`;
}
