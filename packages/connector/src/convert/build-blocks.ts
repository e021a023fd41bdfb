import type { Block, Run } from './tree.ts';

/** How the text that follows is set. */
export type Setting = Pick<Run, 'marks' | 'url'>;

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

export function buildBlocks(): BlockBuilder {
  const blocks: Block[] = [];
  let runs: Run[] = [];
  let isAfterObject = false;

  const put = (text: string, { marks, url }: Setting) => {
    const last = runs.at(-1);
    if (last && last.marks === marks && last.url === url) last.text += text;
    else runs.push(url === undefined ? { text, marks } : { text, marks, url });
  };
  const endsInBlank = () => {
    const end = runs.at(-1)?.text.at(-1);
    return end === undefined || end === ' ' || end === '\n';
  };
  const addText = (given: string, setting: Setting = PLAIN) => {
    let text = given.replace(/[ \t\n\r\f]+/g, ' ');
    if (endsInBlank() && text.startsWith(' ')) text = text.slice(1);
    if (text === '') return;
    put(text, setting);
    isAfterObject = false;
  };
  const endParagraph = () => {
    isAfterObject = false;
    if (runs.some(({ text }) => text.trim() !== '')) blocks.push({ type: 'paragraph', runs });
    runs = [];
  };
  return {
    addText,
    addObject: (text, setting = PLAIN) => {
      if (isAfterObject) addText(' ');
      addText(text, setting);
      isAfterObject = true;
    },
    addBreak: () => {
      const last = runs.at(-1);
      if (last?.text.endsWith('\n')) endParagraph();
      else if (last) put('\n', { marks: 0 });
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
