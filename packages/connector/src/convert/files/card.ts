import { writeMarkdown } from '../markdown/write-markdown.ts';
import { paragraphsOf } from '../markup/prose.ts';

/** Appointments and addresses: lines that were broken to be short are whole (RFC 5545, 3.1). */
export function cardToMarkdown(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n[ \t]/g, '');
  return writeMarkdown(paragraphsOf(lines.replace(/\\([nN,;\\])/g, unescaped)));
}

/** A sign that would otherwise end the value (RFC 5545, 3.3.11). */
function unescaped(_: string, sign: string): string {
  return sign === 'n' || sign === 'N' ? '\n' : sign;
}
