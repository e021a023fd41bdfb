import PostalMime, { type Email } from 'postal-mime';
import { decodeText } from '../../markup/decode-text.ts';
import type { Flow } from './mail-text.ts';

const DEEPEST = 20;
const MB = 1024 * 1024;

export type Mail = { email: Email; flow: Flow };

/** A message taken apart, its texts with the letters and the lines that they were written with. */
export async function parseMail(bytes: Uint8Array): Promise<Mail> {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const types = source.match(TEXT_TYPE) ?? [];
  const flow = flowOf(types);
  const text = withOwnFlow(withBareSoftBreaks(withKnownHead(asSent(source))), flow);
  const email = await parse(text);
  const isUnnamed = !types.some((type) => /charset/i.test(type));
  const shown = `${email.text ?? ''}${email.html ?? ''}`;
  // Japanese that is written in ASCII begins with the latter.
  if (isUnnamed && (shown.includes('\ufffd') || shown.includes('\u001b$B'))) {
    await guessLetters(email, text);
  }
  return { email, flow };
}

/** A message of a mailbox file (mboxrd): lines that begin with “From ” got a sign that makes them no quote. */
function asSent(source: string): string {
  return /^From \S/.test(source) ? source.replace(/^>(?=>*From )/gm, '') : source;
}

/** Headers that were written as they are, without the words of RFC 2047, in the letters that they seem to be. */
function withKnownHead(source: string): string {
  const end = /\r?\n\r?\n/.exec(source)?.index ?? source.length;
  const head = source.slice(0, Math.min(end, MB));
  if (!/[\u0080-\u00ff]/.test(head)) return source;
  const bytes = Buffer.from(head, 'latin1');
  const known = Buffer.from(decodeText(bytes), 'utf8').toString('latin1');
  return known + source.slice(head.length);
}

function parse(source: string): Promise<Email> {
  return PostalMime.parse(Buffer.from(source, 'latin1'), {
    maxNestingDepth: DEEPEST,
    maxHeadersSize: MB,
    // As text it would be run into that around it, with its date in the zone of this machine.
    forceRfc822Attachments: true,
  });
}

/** Headers of parts that are text, with the lines that they go on in. */
const TEXT_TYPE = /^content-type:[ \t]*text\/(?:plain|html)[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/gim;
const FLOWED = /format\s?=\s?"?flowed/i;

/** Parts that differ in this are left to postal-mime. */
function flowOf(types: readonly string[]): Flow {
  const plain = types.filter((type) => /text\/plain/i.test(type));
  if (plain.length === 0 || !plain.every((type) => FLOWED.test(type))) return 'fixed';
  return plain.some((type) => /delsp\s?=\s?"?yes/i.test(type)) ? 'flowed without blanks' : 'flowed';
}

/**
 * Keeps postal-mime from putting lines together, which leaves the marks of quotes between words.
 * `findings/postal-mime-flowed-quotes.sh`
 */
function withOwnFlow(source: string, flow: Flow): string {
  if (flow === 'fixed') return source;
  return source.replace(TEXT_TYPE, (type) => type.replace(FLOWED, 'format=fixed'));
}

/**
 * Without the blanks that may stand behind the sign of a broken line (RFC 2045 §6.7, rule 3), which
 * postal-mime takes for text. `findings/postal-mime-padded-soft-breaks.sh`
 */
function withBareSoftBreaks(source: string): string {
  if (!/^content-transfer-encoding:\s*"?quoted-printable/im.test(source)) return source;
  return source.replaceAll(/=[ \t]+(?=\r?\n)/g, '=');
}

/** A character set of which every byte can be told again from its sign. */
const BYTES = new TextDecoder('windows-1252');
const BYTE_OF = new Map(
  Array.from({ length: 256 }, (_, byte) => [BYTES.decode(Uint8Array.of(byte)), byte]),
);

/** Puts texts that name no character set, and are no UTF-8, into the letters that they seem to be. */
async function guessLetters(email: Email, source: string): Promise<void> {
  const named = source.replace(
    /^content-type:[ \t]*text\/(?:plain|html)/gim,
    '$&; charset=windows-1252',
  );
  const isNamed = named !== source;
  const raw = await parse(
    isNamed ? named : `Content-Type: text/plain; charset=windows-1252\r\n${source}`,
  );
  const guessed = (text: string, isHtml: boolean) =>
    decodeText(
      Uint8Array.from(text, (sign) => BYTE_OF.get(sign) ?? 63),
      undefined,
      isHtml,
    );
  if (raw.text) email.text = guessed(raw.text, false);
  if (raw.html) email.html = guessed(raw.html, true);
}
