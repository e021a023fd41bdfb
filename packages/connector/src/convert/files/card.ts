import { writeMarkdown } from '../markdown/write-markdown.ts';
import { decodeText } from '../markup/decode-text.ts';
import { paragraphsOf } from '../markup/prose.ts';
import type { Block } from '../tree.ts';

/** Appointments and addresses: lines that were broken to be short are whole (RFC 5545, 3.1). */
export function cardToMarkdown(text: string): string {
  return writeMarkdown(cardToBlocks(text));
}

export function cardToBlocks(text: string): Block[] {
  const lines = withOldLines(text.replace(/\r\n?/g, '\n')).replace(/\n[ \t]/g, '');
  const shown = lines.split('\n').map(shownLine).join('\n');
  return paragraphsOf(shown.replace(/\\([nN,;\\])/g, unescaped));
}

/** A sign that would otherwise end the value (RFC 5545, 3.3.11). */
function unescaped(_: string, sign: string): string {
  return sign === 'n' || sign === 'N' ? '\n' : sign;
}

const LONGEST_NAME = 300;

const BROKEN = /^[^\n:]{0,300};(?:ENCODING=)?QUOTED-PRINTABLE[;:][^\n]*(?:(?<==)\n[^\n]*)*/gim;

/** vCard 2.1 breaks lines as mails do: a sign at their end says that they go on. */
function withOldLines(text: string): string {
  return text.replace(BROKEN, (line) => line.replaceAll('=\n', ''));
}

/** A line with its letters, and without a picture or a key that is written as text. */
function shownLine(line: string): string {
  const start = line.slice(0, LONGEST_NAME);
  const [name = ''] = /^[^:]*:/.exec(start) ?? [];
  const isData = /;ENCODING=(?:b|base64)[;:]|;BASE64[;:]/i.test(name);
  if (isData || /^[^:]{1,100}:data:[^,\s]{0,100};base64,/i.test(start)) return name.slice(0, -1);
  if (!/;(?:ENCODING=)?QUOTED-PRINTABLE[;:]/i.test(name)) return line;
  const bytes = line
    .slice(name.length)
    .replace(/=([\da-f]{2})/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  return name + decodeText(Buffer.from(bytes, 'latin1'));
}
