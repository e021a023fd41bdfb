import { analyse } from 'chardet';

/** What is looked at: the first lines that hold anything but ASCII, of so much of a text. */
const LONGEST_SEARCHED = 256 * 1024;
const LONGEST_SAMPLE = 8 * 1024;
/** Below this, single words of Western languages are taken for Chinese (0 to 100). */
const LEAST_CONFIDENCE = 20;
/** A name or two say nothing of the language that they stand in. */
const FEWEST_SIGNS = 6;

const WESTERN = 'windows-1252';
/** What chardet may find by the statistics of a language, as far as browsers know it. */
const KNOWN = new Set(
  'shift_jis euc-jp iso-2022-jp gb18030 big5 euc-kr koi8-r windows-1250 windows-1251 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257 windows-874 iso-8859-2 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8 iso-8859-9'.split(
    ' ',
  ),
);

/**
 * The character set of a text that is no UTF-8 and says nothing of it, by how often letters follow
 * each other in the languages that use one; Windows-1252 where that is not clear.
 */
export function guessCharset(bytes: Uint8Array, isHtml: boolean): string {
  const { sample, signs } = sampleOf(bytes, isHtml);
  if (signs < FEWEST_SIGNS) return WESTERN;
  const [best] = analyse(sample);
  if (!best || best.confidence < LEAST_CONFIDENCE) return WESTERN;
  const name = best.name.toLowerCase();
  return KNOWN.has(name) ? name : WESTERN;
}

/** Tags are in no language. */
function sampleOf(bytes: Uint8Array, isHtml: boolean) {
  const start = Buffer.from(bytes.subarray(0, LONGEST_SEARCHED)).toString('latin1');
  const text = isHtml ? start.replace(/<[^<>]*>/g, '\n') : start;
  const lines: string[] = [];
  let left = LONGEST_SAMPLE;
  for (const line of text.split('\n')) {
    if (left <= 0) break;
    if (!/[\u0080-\u00ff]/.test(line)) continue;
    lines.push(line.slice(0, left));
    left -= line.length;
  }
  const sample = lines.join('\n');
  const signs = sample.match(/[\u0080-\u00ff]/g)?.length ?? 0;
  return { sample: Buffer.from(sample, 'latin1'), signs };
}
