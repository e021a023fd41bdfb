import { decodeXML } from 'entities';
import { isSymbolFont, symbolsOf } from '../symbol-fonts.ts';
import type { TextStyles } from './read-text-styles.ts';

const TOKEN = /<(\/?)w:(p|pPr|pStyle|r|rPr|rPrChange|rStyle|rFonts|vanish|t)(?=[\s/>])([^<>]*)>/g;
/** Rows are gone for whoever looks at them, as deleted ones are (ECMA-376, 17.4.20). */
const HIDDEN_ROW = /<w:hidden(?:\s+w:val="(?:1|true|on)")?\s*\/>/g;
const MOVED_END = /<w:moveFrom\s[^<>]*\/>/g;

type Run = { isHidden: boolean | undefined; style: string | undefined; font: string | undefined };
type Open = { style: string | undefined; run: Run | undefined };

/**
 * Texts as Word shows them: hidden ones are left out, and letters of fonts for signs are those signs.
 * Where a paragraph was moved away, its end is gone as well as its text.
 */
export function asShown(xml: string, styles: TextStyles): { xml: string; hidesText: boolean } {
  let hidesText = false;
  const moved = xml.replace(MOVED_END, '<w:del/>').replace(HIDDEN_ROW, () => {
    hidesText = true;
    return '<w:del/>';
  });
  if (!styles.hasHidden && !/<w:vanish[\s/]|<w:rFonts[^<>]*(?:symbol|dings)/i.test(moved))
    return { xml: moved, hidesText };
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, run, style } of textsIn(moved)) {
    const text = moved.slice(start, end);
    const isHidden = run.isHidden ?? (styles.of(run.style).isHidden || styles.of(style).isHidden);
    if (!isHidden && !isSymbolFont(run.font)) continue;
    if (isHidden && text.trim() !== '') hidesText = true;
    const shown = isHidden || !run.font ? '' : escaped(symbolsOf(decodeXML(text), run.font));
    parts.push(moved.slice(from, start), shown);
    from = end;
  }
  return { xml: [...parts, moved.slice(from)].join(''), hidesText };
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function* textsIn(xml: string): Iterable<{ start: number; end: number; run: Run; style?: string }> {
  const open: Open[] = [];
  let changes = 0;
  for (const match of xml.matchAll(TOKEN)) {
    const { 1: slash, 2: name = '', 3: rest = '', index } = match;
    const isEmpty = rest.endsWith('/');
    const last = open.at(-1);
    if (name === 'rPrChange') changes += isEmpty ? 0 : slash ? -1 : 1;
    else if (changes > 0) continue;
    else if (name === 'p') {
      if (slash) open.pop();
      else if (!isEmpty) open.push({ style: undefined, run: undefined });
    } else if (slash || !last) {
      if (name === 'r' && last) last.run = undefined;
    } else if (name === 'r') {
      last.run = isEmpty ? undefined : { isHidden: undefined, style: undefined, font: undefined };
    } else if (name === 'pStyle') last.style = settingIn(rest, 'val');
    else if (last.run && name === 't') {
      const start = index + match[0].length;
      const end = xml.indexOf('<', start);
      if (end > start)
        yield { start, end, run: last.run, ...(last.style && { style: last.style }) };
    } else if (last.run) noteSetting(last.run, name, rest);
  }
}

function noteSetting(run: Run, name: string, rest: string): void {
  if (name === 'vanish') run.isHidden = !/^(?:0|false|off)$/.test(settingIn(rest, 'val') ?? '');
  else if (name === 'rStyle') run.style = settingIn(rest, 'val');
  else if (name === 'rFonts') run.font = settingIn(rest, 'ascii') ?? settingIn(rest, 'hAnsi');
}

const LONGEST_ATTRIBUTES = 2_000;

function settingIn(attributes: string, name: string): string | undefined {
  const found = new RegExp(`w:${name}\\s*=\\s*["']([^"']{1,200})["']`).exec(
    attributes.slice(0, LONGEST_ATTRIBUTES),
  );
  return found?.[1];
}
