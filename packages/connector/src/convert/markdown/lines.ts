/** Lines of a document, each behind the marks of the quotes and lists that it stands in. */
export type Lines = {
  add: (line: string) => void;
  /** A line of code, whose blanks count. */
  addVerbatim: (line: string) => void;
  /** The end of a block of code, which has to be there even when there is no more room. */
  close: (line: string) => void;
  addBlank: () => void;
  /** Lines of a block within others: the first behind `mark`, the others behind `rest`. */
  within: (mark: string, rest: string) => Lines;
  /** Whether the next line begins with the mark of a list item. */
  isAtMark: () => boolean;
  isFull: () => boolean;
  /** Notes characters that nobody tried to write. */
  leaveOut: (characters: number) => void;
  text: () => string;
};

type Sheet = { parts: string[]; length: number; most: number; leftOut: number };

/** @param most characters; what comes after that is only counted, and told of at the end */
export function openLines(most: number): Lines {
  return within({ parts: [], length: 0, most, leftOut: 0 }, { first: '', rest: '' });
}

/** What stands before the first line, until it is written, and before the others. */
type Prefix = { first: string | undefined; rest: string };

function within(sheet: Sheet, prefix: Prefix): Lines {
  const put = (line: string, isForced = false) => {
    const before = prefix.first ?? prefix.rest;
    prefix.first = undefined;
    const room = sheet.most - sheet.length;
    if (room <= 0 && !isForced) {
      sheet.leftOut += line.length;
      return;
    }
    const isCut = line.length > room && !isForced;
    const kept = isCut ? cutAt(line, room) : line;
    sheet.leftOut += line.length - kept.length;
    const whole = kept === '' ? before.trimEnd() : before + kept;
    sheet.parts.push(whole);
    sheet.length += whole.length + 1;
  };
  return {
    add: (line) => put(line),
    addVerbatim: (line) => put(line),
    close: (line) => put(line, true),
    addBlank: () => {
      if (prefix.first === undefined) put('');
    },
    isAtMark: () => prefix.first !== undefined && prefix.first.trim() !== '',
    isFull: () => sheet.length >= sheet.most,
    leaveOut: (characters) => {
      sheet.leftOut += characters;
    },
    within: (mark, rest) => {
      const first = (prefix.first ?? prefix.rest) + mark;
      prefix.first = undefined;
      return within(sheet, { first, rest: prefix.rest + rest });
    },
    text: () => textOf(sheet),
  };
}

function textOf({ parts, leftOut }: Sheet): string {
  const text = parts.join('\n');
  return leftOut > 0 ? `${text.trimEnd()}\n\n${leftOutNote(leftOut)}` : text;
}

/** Says that a document goes on where its text ends. */
export function leftOutNote(characters: number): string {
  return `*The rest, about ${characters.toLocaleString('en')} characters, is left out.*`;
}

/** Not within a sign of two units, an escape or an entity; at a blank where there is one near. */
export function cutAt(line: string, room: number): string {
  const kept = line.slice(0, room);
  const blank = kept.lastIndexOf(' ');
  return blank > room - 200
    ? kept.slice(0, blank)
    : kept.replace(/(?:[\ud800-\udbff]|\\|&[#\w]{0,40})$/, '');
}
