import type { Address, Email } from 'postal-mime';
import { writeMarkdown } from '../../markdown/write-markdown.ts';
import { htmlToBlocks } from '../../markup/html.ts';
import { parseMarkup } from '../../markup/parse-markup.ts';
import { type Block, EMPHASIS, paragraph, plainRun, STRONG } from '../../tree.ts';
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

/** Some programs send an empty page beside the text. */
function contentOf({ email: { html, text }, flow }: Mail): Block[] {
  const blocks = html ? htmlToBlocks(parseMarkup(html)) : [];
  return blocks.length > 0 ? blocks : mailTextToBlocks(text ?? '', flow);
}

function attachmentsOf({ attachments }: Email): Block[] {
  const names = attachments
    .filter(({ related, disposition }) => !(related && disposition === 'inline'))
    .map(({ filename, mimeType }) => filename || mimeType);
  if (names.length === 0) return [];
  return [paragraph({ text: `Attached: ${names.join(', ')}`, marks: EMPHASIS })];
}
