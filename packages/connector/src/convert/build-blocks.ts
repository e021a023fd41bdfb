import { type Block, CODE, type Run } from './tree.ts';

/** How the text that follows is set. */
export type Setting = Pick<Run, 'marks' | 'url'> & {
  /** Line breaks in the markup are ones that people see. */
  keepsLines?: boolean;
  /** What code below is written in, where that is said around it. */
  language?: string;
};

export const PLAIN: Setting = { marks: 0 };

/**
 * Takes texts and blocks as they come and makes paragraphs of what stands between blocks. Blanks
 * in a row are one, as everywhere in documents.
 */
export type BlockBuilder = {
  addText: (text: string, setting?: Setting) => void;
  /** A picture, a status, a button: something that is no part of the word beside it. */
  addObject: (text: string, setting?: Setting) => void;
  /** A line break that people see; two of them end the paragraph. */
  addBreak: () => void;
  addBlock: (block: Block) => void;
  endParagraph: () => void;
  /** The last block, if nothing was put in since. */
  last: () => Block | undefined;
  blocks: () => Block[];
};

/**
 * Signs without a width: nobody sees them, and nobody finds a word that holds one. In scripts without
 * blanks they stand between words.
 */
const UNSEEN =
  /[\u2060\ufeff]|\u200b(?![\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}])/gu;
const MAY_BE_UNSEEN = /[\u200b\u2060\ufeff]/;

const ENDS_WORD = /[\p{L}\p{N}]$/u;
const BEGINS_WORD = /^[\p{L}\p{N}]/u;

export function buildBlocks(): BlockBuilder {
  const blocks: Block[] = [];
  let runs: Run[] = [];
  let isAfterObject = false;
  /** After an object that is no part of a word, whatever comes next. */
  let isAfterApart = false;
  /** What the paragraph ends with: asking its text would copy all of it each time. */
  let last = '';
  /** A blank that is written as soon as something follows it. */
  let hasBlank = false;

  const put = (text: string, { marks, url }: Setting) => {
    const run = runs.at(-1);
    if (run && run.marks === marks && run.url === url) run.text += text;
    else runs.push(url === undefined ? { text, marks } : { text, marks, url });
    last = text.slice(-1);
    hasBlank = false;
  };
  const addText = (given: string, setting: Setting = PLAIN) => {
    const isSeen = (setting.marks & CODE) !== 0 || !MAY_BE_UNSEEN.test(given);
    const text = (isSeen ? given : given.replace(UNSEEN, '')).replace(/[ \t\n\r\f]+/g, ' ');
    if (text === '') return;
    if (text.startsWith(' ')) hasBlank = true;
    const start = text.startsWith(' ') ? 1 : 0;
    const end = text.endsWith(' ') && text.length > start ? text.length - 1 : text.length;
    if (end <= start) return;
    if (isAfterApart && BEGINS_WORD.test(text)) hasBlank = true;
    isAfterApart = false;
    if (hasBlank && last !== '' && last !== '\n') put(' ', PLAIN);
    put(text.slice(start, end), setting);
    hasBlank = end < text.length;
    isAfterObject = false;
  };
  const endParagraph = () => {
    isAfterObject = false;
    isAfterApart = false;
    hasBlank = false;
    if (runs.length > 0) blocks.push({ type: 'paragraph', runs });
    runs = [];
    last = '';
  };
  return {
    addText,
    addObject: (text, setting = PLAIN) => {
      if (text.trim() === '') return;
      const run = runs.at(-1);
      // Two of a kind would read as one, with nothing but a blank between them.
      const isAlike = run?.marks === setting.marks && run.url === setting.url;
      if (isAfterObject && isAlike) {
        hasBlank = false;
        addText(', ');
      } else if (isAfterObject) hasBlank = true;
      // Letters of a formula may be part of a word: the nth.
      const isApart = (setting.marks & CODE) === 0;
      if (isApart && ENDS_WORD.test(last)) hasBlank = true;
      addText(text, setting);
      isAfterObject = true;
      isAfterApart = isApart;
    },
    addBreak: () => {
      if (last === '\n') endParagraph();
      else if (last !== '') put('\n', PLAIN);
    },
    addBlock: (block) => {
      endParagraph();
      blocks.push(block);
    },
    endParagraph,
    last: () => (runs.length === 0 ? blocks.at(-1) : undefined),
    blocks: () => {
      endParagraph();
      return blocks;
    },
  };
}
