import { decodeText } from '../../markup/decode-text.ts';
import { htmlToBlocks } from '../../markup/html.ts';
import { parseMarkup } from '../../markup/parse-markup.ts';
import { paragraphsOf } from '../../markup/prose.ts';
import { type Block, EMPHASIS, paragraph } from '../../tree.ts';
import { mailContent } from '../mail/eml.ts';
import { openZip, type ZipParts } from '../read-zip.ts';
import { rtfToBlocks } from '../rtf/rtf.ts';

/** A file that a Word document shows as part of itself (ECMA-376, 17.17.2.1). */
export async function readChunk(
  zip: ZipParts,
  part: string,
  readDocx: (inner: ZipParts) => Promise<Block[]>,
): Promise<Block[]> {
  const bytes = await zip.bytes(part);
  const ending = part.slice(part.lastIndexOf('.') + 1).toLowerCase();
  if (!bytes) return [];
  switch (ending) {
    case 'htm':
    case 'html':
    case 'xhtml':
      return htmlToBlocks(parseMarkup(decodeText(bytes, undefined, true)));
    case 'txt':
      return paragraphsOf(decodeText(bytes));
    case 'rtf':
      return rtfToBlocks(bytes);
    case 'mht':
    case 'mhtml':
      return mailContent(bytes);
    case 'docx':
    case 'docm':
      return readDocx(await openZip(bytes));
    default:
      return [paragraph({ text: `An embedded file (${ending}) is left out.`, marks: EMPHASIS })];
  }
}
