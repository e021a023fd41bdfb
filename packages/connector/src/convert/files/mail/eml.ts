import PostalMime, { type Address, type Email } from 'postal-mime';
import { writeMarkdown } from '../../markdown/write-markdown.ts';
import { htmlToBlocks } from '../../markup/html.ts';
import { parseMarkup } from '../../markup/parse-markup.ts';
import { paragraphsOf } from '../../markup/prose.ts';
import { type Block, EMPHASIS, paragraph, plainRun, STRONG } from '../../tree.ts';

const DEEPEST = 20;
const MB = 1024 * 1024;

/** A message: who wrote it to whom and when, its text, and the names of its attachments. */
export async function emlToMarkdown(bytes: Uint8Array): Promise<string> {
  const mail = await parse(bytes);
  const heading: Block[] = mail.subject
    ? [{ type: 'heading', depth: 1, runs: [plainRun(mail.subject)] }]
    : [];
  return writeMarkdown([...heading, ...headOf(mail), ...contentOf(mail), ...attachmentsOf(mail)]);
}

/** The text of a message, or of a page that was saved as one. */
export async function mailContent(bytes: Uint8Array): Promise<Block[]> {
  return contentOf(await parse(bytes));
}

function parse(bytes: Uint8Array): Promise<Email> {
  return PostalMime.parse(withBareSoftBreaks(bytes), {
    maxNestingDepth: DEEPEST,
    maxHeadersSize: MB,
  });
}

/**
 * Without the blanks that may stand behind the sign of a broken line (RFC 2045 §6.7, rule 3), which
 * postal-mime takes for text. `findings/postal-mime-padded-soft-breaks.sh`
 */
function withBareSoftBreaks(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  if (!/^content-transfer-encoding:\s*"?quoted-printable/im.test(text)) return bytes;
  return Buffer.from(text.replaceAll(/=[ \t]+(?=\r?\n)/g, '='), 'latin1');
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
function contentOf({ html, text }: Email): Block[] {
  const blocks = html ? htmlToBlocks(parseMarkup(html)) : [];
  return blocks.length > 0 ? blocks : paragraphsOf(text ?? '');
}

function attachmentsOf({ attachments }: Email): Block[] {
  const names = attachments
    .filter(({ related, disposition }) => !(related && disposition === 'inline'))
    .map(({ filename, mimeType }) => filename || mimeType);
  if (names.length === 0) return [];
  return [paragraph({ text: `Attached: ${names.join(', ')}`, marks: EMPHASIS })];
}
