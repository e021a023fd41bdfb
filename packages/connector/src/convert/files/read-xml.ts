import { decodeXML } from 'entities';
import { Tokenizer } from 'htmlparser2';

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
export function createXmlReader(handlers: XmlHandlers) {
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
      onattribentity: () => {},
      ontextentity: () => {},
      oncomment: () => {},
      ondeclaration: () => {},
      onprocessinginstruction: () => {},
      onend: () => {},
    },
  );
  let waiting = '';
  const take = (piece: string) => {
    // The tokenizer is given whole tags only, so that no name lies in two pieces; the last one is
    // kept for a CDATA section that does.
    const kept = text.length > LONGEST_KEPT ? text.slice(-LONGEST_KEPT) : text;
    base += text.length - kept.length;
    text = kept + piece;
    tokenizer.write(piece);
  };
  return {
    write: (piece: string) => {
      const end = piece.lastIndexOf('>') + 1;
      if (end === 0) {
        waiting += piece;
        return;
      }
      take(waiting + piece.slice(0, end));
      waiting = piece.slice(end);
    },
    end: () => {
      take(waiting);
      waiting = '';
      tokenizer.end();
    },
  };
}

const LONGEST_KEPT = 256 * 1024;

export function readXml(xml: string, handlers: XmlHandlers): void {
  const reader = createXmlReader(handlers);
  reader.write(xml);
  reader.end();
}
