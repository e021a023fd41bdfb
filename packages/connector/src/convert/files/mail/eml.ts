import type { Address, Attachment, Email } from 'postal-mime';
import { writeMarkdown } from '../../markdown/write-markdown.ts';
import { decodeText } from '../../markup/decode-text.ts';
import { htmlToBlocks } from '../../markup/html.ts';
import { parseMarkup } from '../../markup/parse-markup.ts';
import { type Block, EMPHASIS, paragraph, plainRun, STRONG } from '../../tree.ts';
import { cardToBlocks } from '../card.ts';
import { mailTextToBlocks } from './mail-text.ts';
import { type Mail, parseMail } from './parse-mail.ts';

/** A message: who wrote it to whom and when, its text, and the names of its attachments. */
export async function emlToMarkdown(bytes: Uint8Array): Promise<string> {
  const mail = await parseMail(bytes);
  const { email } = mail;
  const heading: Block[] = email.subject
    ? [{ type: 'heading', depth: 1, runs: [plainRun(email.subject)] }]
    : [];
  return writeMarkdown([...heading, ...headOf(email), ...contentOf(mail), ...attachmentsOf(email)]);
}

/** The text of a message, or of a page that was saved as one. */
export async function mailContent(bytes: Uint8Array): Promise<Block[]> {
  return contentOf(await parseMail(bytes));
}

function headOf({ from, to, cc, headers }: Email): Block[] {
  // As it was sent: the hour is that of whoever wrote it.
  const date = headers
    .findLast(({ key }) => key === 'date')
    ?.value.trim()
    .replace(/\s+/g, ' ');
  const lines: [string, string][] = [
    ['From', from ? nameOf(from) : ''],
    ['To', (to ?? []).map(nameOf).join(', ')],
    ['Cc', (cc ?? []).map(nameOf).join(', ')],
    ['Date', date ?? ''],
  ];
  const runs = lines
    .filter(([, value]) => value !== '')
    .flatMap(([label, value], index) => [
      ...(index > 0 ? [plainRun('\n')] : []),
      { text: `${label}:`, marks: STRONG },
      plainRun(` ${value}`),
    ]);
  return [paragraph(...runs)];
}

function nameOf(address: Address): string {
  if (address.group) return `${address.name}: ${address.group.map(nameOf).join(', ')}`;
  const { name, address: mailbox } = address;
  return name && mailbox ? `${name} <${mailbox}>` : name || mailbox || '';
}

/** Some programs send an empty page beside the text, others an appointment and nothing else. */
function contentOf({ email: { html, text, attachments }, flow }: Mail): Block[] {
  const blocks = html ? htmlToBlocks(parseMarkup(html)) : [];
  const shown = blocks.length > 0 ? blocks : mailTextToBlocks(text ?? '', flow);
  if (shown.length > 0) return shown;
  const card = attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  return card ? cardToBlocks(decodeText(bytesOf(card.content))) : [];
}

function bytesOf(content: Attachment['content']): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
}

/** The same text once more, for programs that show more than a page. */
const OTHER_FORMS = new Set(['text/x-amp-html', 'text/watch-html']);

function attachmentsOf({ attachments }: Email): Block[] {
  const names = attachments
    .filter(({ related, disposition }) => !(related && disposition === 'inline'))
    .filter(({ mimeType }) => !OTHER_FORMS.has(mimeType))
    .map(({ filename, mimeType }) => filename || mimeType);
  if (names.length === 0) return [];
  return [paragraph({ text: `Attached: ${names.join(', ')}`, marks: EMPHASIS })];
}
