import { decodeXML } from 'entities';
import { Tokenizer } from 'htmlparser2';
import { UNHEARD } from '../unheard-tokens.ts';

export type XmlAttributes = Record<string, string>;

/** Names of elements come without their prefix, those of attributes with it. */
export type XmlHandlers = {
  open?: (name: string, attributes: XmlAttributes) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
};

const NONE: XmlAttributes = Object.freeze(Object.create(null));

/**
 * Reads XML as a stream of events: no tree, no entities but the five of XML and numbers. Pieces may
 * end anywhere.
 */
export function createXmlReader(handlers: XmlHandlers): XmlReader {
  /** What is being read; the tokenizer counts its places from the very first piece. */
  let text = '';
  let base = 0;
  let name = '';
  let attribute = '';
  let value = '';
  let attributes = NONE;
  const slice = (start: number, end: number) => text.slice(start - base, end - base);
  const localName = (start: number, end: number) => {
    const whole = slice(start, end);
    return whole.slice(whole.indexOf(':') + 1);
  };
  const decoded = (given: string) => (given.includes('&') ? decodeXML(given) : given);
  const tokenizer = new Tokenizer(
    { xmlMode: true, decodeEntities: false },
    {
      ...UNHEARD,
      onopentagname: (start, end) => {
        name = localName(start, end);
        attributes = NONE;
      },
      onattribname: (start, end) => {
        attribute = slice(start, end);
        value = '';
      },
      onattribdata: (start, end) => {
        value += slice(start, end);
      },
      onattribend: () => {
        if (attributes === NONE) attributes = Object.create(null) as XmlAttributes;
        attributes[attribute] = decoded(value);
      },
      onopentagend: () => handlers.open?.(name, attributes),
      onselfclosingtag: () => {
        handlers.open?.(name, attributes);
        handlers.close?.(name);
      },
      onclosetag: (start, end) => handlers.close?.(localName(start, end)),
      ontext: (start, end) => handlers.text?.(decoded(slice(start, end))),
      oncdata: (start, end, offset) => handlers.text?.(slice(start, end - offset)),
    },
  );
  return inWholePieces(
    (piece) => {
      base += text.length;
      text = piece;
      tokenizer.write(piece);
    },
    () => tokenizer.end(),
  );
}

export type XmlReader = { write: (piece: string) => void; end: () => void };

/** Hands on what comes in pieces that end with a whole tag, so that no name lies in two of them. */
function inWholePieces(take: (piece: string) => void, finish: () => void): XmlReader {
  let waiting = '';
  return {
    write: (piece) => {
      const all = waiting + piece;
      const end = endOfWhole(all);
      if (end > 0) take(all.slice(0, end));
      waiting = all.slice(end);
    },
    end: () => {
      take(waiting);
      waiting = '';
      finish();
    },
  };
}

const CDATA = '<![CDATA[';
const LONGEST_WAIT = 1024 * 1024;

/** Up to where a text has whole tags and CDATA sections only. */
function endOfWhole(text: string): number {
  const end = text.lastIndexOf('>') + 1;
  const start = text.lastIndexOf(CDATA);
  const isOpen = start >= 0 && text.indexOf(']]>', start) < 0 && text.length - start < LONGEST_WAIT;
  if (isOpen) return start;
  return end === 0 && text.length > LONGEST_WAIT ? text.length : end;
}

export function readXml(xml: string, handlers: XmlHandlers): void {
  const reader = createXmlReader(handlers);
  reader.write(xml);
  reader.end();
}
