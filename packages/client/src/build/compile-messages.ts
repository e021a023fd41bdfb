import { basename } from 'node:path';
import compile from 'icu-minify/compile';
import { type ESTree, type Plugin, Visitor, type VisitorObject } from 'vite';

/** The files of messages: one for each area and language. */
const MESSAGES = /\/i18n\/([a-z]{2})(-[a-z-]+)?\.ts$/;
/** Written from right to left: what goes into a text may be written the other way. */
const RIGHT_TO_LEFT = new Set(['ar']);
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
const RIGHT_TO_LEFT_MARK = '\u200f';

/** Kinds of nodes, as icu-minify writes them: the count of a plural; select, plural and ordinal. */
const POUND = 0;
const CHOICES = new Set([1, 2, 3]);

type Compiled = ReturnType<typeof compile>;
type Found = { start: number; end: number; value: string };

/**
 * Puts into the place of each ICU message that something goes into a function of those values, so
 * that no browser parses messages or loads a parser. All other texts stay as they are.
 *
 * @throws for a message that cannot be read, with its file
 */
export function compileMessages(): Plugin {
  return {
    name: 'compile-messages',
    // After types are gone.
    enforce: 'post',
    transform(code, id) {
      const language = MESSAGES.exec(id.replace(/\?.*$/, ''))?.[1];
      if (language === undefined) return null;
      const found = findMessages(this.parse(code));
      if (found.length === 0) return null;
      const isIsolated = RIGHT_TO_LEFT.has(language);
      const start = "import { message as $message } from './message.ts';\n";
      return {
        code: start + replaceEach(code, found, { file: basename(id), isIsolated }),
        map: null,
      };
    },
  };
}

function findMessages(program: ESTree.Program): Found[] {
  const found: Found[] = [];
  const look = (node: ESTree.Node | null) => {
    if (node?.type !== 'Literal' || typeof node.value !== 'string') return;
    if (/[{}<]/.test(node.value)) found.push({ ...node, value: node.value });
  };
  const visit: VisitorObject = {};
  visit.Property = (node) => look(node.value);
  new Visitor(visit).visit(program);
  return found.toSorted((a, b) => b.start - a.start);
}

function replaceEach(
  code: string,
  found: readonly Found[],
  given: { file: string; isIsolated: boolean },
): string {
  let replaced = code;
  for (const { start, end, value } of found) {
    const compiled = compileOne(value, given.file);
    const isolated = given.isIsolated ? isolate(compiled) : compiled;
    replaced = `${replaced.slice(0, start)}$message(${JSON.stringify(isolated)})${replaced.slice(end)}`;
  }
  return replaced;
}

function compileOne(text: string, file: string): Compiled {
  try {
    return compile(text);
  } catch (cause) {
    throw new Error(`${file}: “${text}” is no ICU message`, { cause });
  }
}

/**
 * Keeps what is put into a text from turning around what stands beside it (Unicode UAX 9). A text of nothing but
 * that and signs says which way it goes: what isolates hold does not count, so it would go from left to right.
 */
function isolate(compiled: Compiled): Compiled {
  if (typeof compiled === 'string') return compiled;
  const isolated = isolateNodes(compiled);
  return (hasLetters(compiled) ? isolated : [RIGHT_TO_LEFT_MARK, ...isolated]) as Compiled;
}

function hasLetters(nodes: readonly unknown[]): boolean {
  return nodes.some((node) => {
    if (typeof node === 'string') return /\p{L}/u.test(node);
    if (!Array.isArray(node)) return false;
    const [, kind, ...rest] = node;
    if (typeof kind !== 'number' || kind === POUND) return hasLetters(node.slice(1));
    return CHOICES.has(kind) && hasLetters(Object.values(rest[0]));
  });
}

function isolateNodes(nodes: readonly unknown[]): unknown[] {
  return nodes.flatMap((node) => {
    if (!Array.isArray(node)) return [node];
    if (node.length === 1) return [FIRST_STRONG_ISOLATE, node, POP_ISOLATE];
    return [isolateNode(node)];
  });
}

/** `[name, kind, branches]` for a choice, `[name, kind, style]` for a number or date, `[name, …nodes]` for a tag. */
function isolateNode([name, kind, ...rest]: unknown[]): unknown[] {
  if (typeof kind !== 'number' || kind === POUND) return [name, ...isolateNodes([kind, ...rest])];
  if (!CHOICES.has(kind)) return [name, kind, ...rest];
  const branches = Object.entries(rest[0] as Record<string, unknown>);
  const isolated = branches.map(([key, branch]) => [
    key,
    Array.isArray(branch) ? isolateNodes(branch) : branch,
  ]);
  return [name, kind, Object.fromEntries(isolated)];
}
