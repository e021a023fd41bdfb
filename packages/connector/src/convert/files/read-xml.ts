import { Parser } from 'htmlparser2';

export type XmlHandlers = {
  /** Names come without their prefix. */
  open?: (name: string, attributes: Record<string, string>) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
};

/** Reads XML as a stream of events; no tree, no entities but the five of XML. */
export function readXml(xml: string, handlers: XmlHandlers): void {
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => handlers.open?.(local(name), attributes),
      ontext: (text) => handlers.text?.(text),
      onclosetag: (name) => handlers.close?.(local(name)),
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
}

/** Targets of a part's relations by id, resolved against the folder of the part. */
export function readRelations(
  xml: string | undefined,
  folder: string,
): Map<string, { type: string; target: string }> {
  const relations = new Map<string, { type: string; target: string }>();
  readXml(xml ?? '', {
    open: (name, { Id, Type, Target }) => {
      if (name !== 'Relationship' || !Id || !Target) return;
      const target = new URL(Target, `zip:/${folder}/`).pathname.replace(/^\//, '');
      relations.set(Id, { type: Type?.split('/').at(-1) ?? '', target });
    },
  });
  return relations;
}
