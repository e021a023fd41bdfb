import type { Address, Attachment, Email } from 'postal-mime';
import { flattenBlocks } from '../../flatten-blocks.ts';
import { writeMarkdown } from '../../markdown/write-markdown.ts';
import { decodeText } from '../../markup/decode-text.ts';
import { htmlToBlocks } from '../../markup/html.ts';
import { parseMarkup } from '../../markup/parse-markup.ts';
import { paragraphsOf } from '../../markup/prose.ts';
import { safeAddress } from '../../safe-address.ts';
import { type Block, EMPHASIS, paragraph, plainRun, STRONG } from '../../tree.ts';
import { cardToBlocks } from '../card.ts';
import { appointmentBlocks } from './appointment.ts';
import { mailTextToBlocks } from './mail-text.ts';
import { type Mail, parseMail } from './parse-mail.ts';
import { readTnef, type Tnef } from './tnef.ts';

/** A message: who wrote it to whom and when, its text, and the names of its attachments. */
export async function emlToMarkdown(bytes: Uint8Array): Promise<string> {
  const mail = await parseMail(bytes);
  const { subject } = mail.email;
  const heading: Block[] = subject
    ? [{ type: 'heading', depth: 1, runs: [plainRun(subject)] }]
    : [];
  return writeMarkdown([...heading, ...(await blocksOfMail(mail, 0))]);
}

const MESSAGE = 'message/rfc822';

/** Messages may be attached to messages; deeper than this only their names are told. */
const DEEPEST = 3;

async function blocksOfMail(mail: Mail, depth: number): Promise<Block[]> {
  const { email } = mail;
  const inner: Block[] = [];
  for (const { mimeType, content } of email.attachments) {
    if (mimeType !== MESSAGE || depth >= DEEPEST) continue;
    const attached = await parseMail(bytesOf(content));
    const { subject } = attached.email;
    const title = subject ? [paragraph({ text: subject, marks: STRONG })] : [];
    inner.push({ type: 'quote', blocks: [...title, ...(await blocksOfMail(attached, depth + 1))] });
  }
  return [...headOf(email), ...contentOf(mail), ...attachmentsOf(email, depth), ...inner];
}

/** The text of a message, or of a page that was saved as one. */
export async function mailContent(bytes: Uint8Array): Promise<Block[]> {
  return contentOf(await parseMail(bytes));
}

/** A page of the web that was saved as a message, with all that belongs to it (RFC 2557). */
export async function mhtToMarkdown(bytes: Uint8Array, baseUrl?: string): Promise<string> {
  const mail = await parseMail(bytes);
  const saved = mail.email.headers.find(({ key }) => key === 'snapshot-content-location')?.value;
  return writeMarkdown(contentOf(mail, safeAddress(saved ?? '') ?? baseUrl));
}

function headOf({ from, to, cc, bcc, replyTo, headers }: Email): Block[] {
  // As it was sent: the hour is that of whoever wrote it.
  const date = headers
    .findLast(({ key }) => key === 'date')
    ?.value.trim()
    .replace(/\s+/g, ' ');
  const sender = from ? nameOf(from) : '';
  const answersTo = (replyTo ?? []).map(nameOf).join(', ');
  const lines: [string, string][] = [
    ['From', sender],
    ['To', (to ?? []).map(nameOf).join(', ')],
    ['Cc', (cc ?? []).map(nameOf).join(', ')],
    ['Bcc', (bcc ?? []).map(nameOf).join(', ')],
    ['Reply to', answersTo === sender ? '' : answersTo],
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
function contentOf({ email: { html, text, attachments }, flow }: Mail, baseUrl?: string): Block[] {
  const page = html ? htmlToBlocks(parseMarkup(html), baseUrl) : [];
  const words = holdsWords(page) ? [] : mailTextToBlocks(text ?? '', flow);
  const shown = [...words, ...page];
  const packed =
    shown.length === 0 ? attachments.flatMap((one) => packedIn(one)?.blocks() ?? []) : [];
  if (packed.length > 0) return packed;
  const card = attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  const cardText = card ? decodeText(bytesOf(card.content)) : '';
  const report = attachments.filter(isReport).flatMap(reportBlocks);
  if (shown.length > 0) return [...shown, ...report, ...appointmentBlocks(cardText)];
  const others = attachments.filter(isOtherText).flatMap(otherTextBlocks);
  if (others.length > 0) return others;
  if (card) return cardToBlocks(cardText);
  const isClosed = attachments.some(({ mimeType }) => ENCRYPTED.test(mimeType));
  const note = 'The text of the message is encrypted, or in a signature.';
  return isClosed ? [paragraph({ text: note, marks: EMPHASIS })] : [];
}

/** What Outlook has packed into one file for others of its kind. */
function packedIn({ mimeType, filename, content }: Attachment): Tnef | undefined {
  const isPacked = /ms-tnef$/.test(mimeType) || /^winmail\.dat$/i.test(filename ?? '');
  return isPacked ? readTnef(bytesOf(content)) : undefined;
}

/** Why a message did not arrive, for programs and for people (RFC 3464). */
const isReport = ({ mimeType }: Attachment) => mimeType === 'message/delivery-status';

const reportBlocks = ({ content }: Attachment) => paragraphsOf(decodeText(bytesOf(content)));

const ENCRYPTED = /^application\/(?:x-)?(?:pkcs7-mime|pgp-encrypted)$/;

/** Whether a page is more than pictures, which are told by their names. */
function holdsWords(blocks: readonly Block[]): boolean {
  return flattenBlocks(blocks).some(
    ({ text }) => /[\p{L}\p{N}]/u.test(text) && !/^Image: /.test(text),
  );
}

/** Text of another kind than most, which programs show in place of these. */
const isOtherText = ({ mimeType, filename, disposition }: Attachment) =>
  /^text\/(?:enriched|richtext|markdown|x-markdown|x-web-markdown)$/.test(mimeType) &&
  !filename &&
  disposition !== 'attachment';

/** Commands of enriched text stand in angle brackets (RFC 1896). */
function otherTextBlocks({ mimeType, content }: Attachment): Block[] {
  const text = decodeText(bytesOf(content));
  const isEnriched = mimeType.endsWith('riched') || mimeType.endsWith('richtext');
  const shown = isEnriched
    ? text.replace(/<param>[^<]{0,200}<\/param>|<(<)|<[^<>]{1,60}>/gi, '$1')
    : text;
  return paragraphsOf(shown);
}

function bytesOf(content: Attachment['content']): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
}

/** The same text once more, for programs that show more than a page. */
const OTHER_FORMS = new Set(['text/x-amp-html', 'text/watch-html']);

function attachmentsOf({ attachments }: Email, depth: number): Block[] {
  const names = attachments
    .filter(({ related, disposition }) => !(related && disposition === 'inline'))
    .filter((one) => !OTHER_FORMS.has(one.mimeType) && !isOtherText(one) && !isReport(one))
    // A message without a name is shown below.
    .filter(({ filename, mimeType }) => filename || mimeType !== MESSAGE || depth >= DEEPEST)
    .flatMap((one) => packedIn(one)?.names ?? [one.filename || one.mimeType]);
  if (names.length === 0) return [];
  return [paragraph({ text: `Attached: ${names.join(', ')}`, marks: EMPHASIS })];
}
